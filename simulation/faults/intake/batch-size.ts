import type { EventSourceMapping } from "#local/event-source-mapping.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { sendTo } from "../../queue.ts";
import type { Act, Story } from "../../story/act.ts";
import { clickEvent } from "../../story/click.ts";
import type { AsffFinding } from "../../story/finding.ts";
import { heldFinding } from "../../story/held-finding.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { comesRarely, withActs } from "../moments.ts";

const row = 9;

type Mapping = Pick<EventSourceMapping, "batchSize" | "windowSeconds">;

/** Lambda allows a batch above 10 with a window of a second or more only. */
const mappings: readonly [Mapping, ...Mapping[]] = [
  { batchSize: 1, windowSeconds: 0 },
  { batchSize: 10, windowSeconds: 0 },
  { batchSize: 11, windowSeconds: 1 },
  { batchSize: 100, windowSeconds: 20 },
  { batchSize: 10_000, windowSeconds: 20 },
  { batchSize: 10_000, windowSeconds: 300 },
];

const anotherBatchSize: FaultKind = {
  name: "another-batch-size",
  row,
  what: "the poller is set otherwise: batches of 1 to 10,000 messages, windows of 0 to 300 s",
  arm: ({ chance, strike }) => ({
    world(world) {
      const set = chance.pick(mappings);
      if (!strike("lambda:event-source-mapping")) return world;
      const { blueprint } = world;
      return { ...world, blueprint: { ...blueprint, mappings: blueprint.mappings.map((one) => ({ ...one, ...set })) } };
    },
  }),
};

/** So many messages more than a batch takes, and no more than so many: there may be batches of 10,000. */
const [copiesMore, copiesMax] = [20, 520];

const floodInWindow: FaultKind = {
  name: "flood-in-window",
  row,
  what: "more messages than a batch takes come within its window, all about one finding",
  arm: (stage) => ({
    story: (story) =>
      withActs(
        story,
        large(1, stage, story, (cloud, finding) => {
          const body = JSON.stringify(clickEvent(cloud, [finding]));
          const batchSize = Math.max(...cloud.blueprint.mappings.map((mapping) => mapping.batchSize));
          const copies = Math.min(batchSize + copiesMore, copiesMax);
          for (let count = 0; count < copies; count++) sendTo(cloud, "Intake", body);
        }),
      ),
  }),
};

/** Seven of these outgrow the 6 MB of an invocation; a message alone may have 1 MiB. */
const [largeBytes, largeCount] = [1_000_000, 7];

const batchBeyondPayload: FaultKind = {
  name: "batch-beyond-payload",
  row,
  what: "the messages of one window together are larger than the 6 MB of an invocation",
  arm: (stage) => ({
    story: (story) =>
      withActs(
        story,
        large(0.3, stage, story, (cloud, finding) => {
          const event = { ...clickEvent(cloud, [finding]), padding: "x".repeat(largeBytes) };
          for (let count = 0; count < largeCount; count++) sendTo(cloud, "Intake", JSON.stringify({ ...event, count }));
        }),
      ),
  }),
};

/** With one finding that arrives, once in a story and rarely: it is much work. */
function large(
  share: number,
  stage: Stage,
  { acts }: Story,
  send: (cloud: SimulatedCloud, finding: AsffFinding) => void,
) {
  const { chance, intensity, strike } = stage;
  const [act] = chance.shuffled(acts.filter(({ provides }) => provides));
  const provides = act?.provides;
  if (!comesRarely(stage, intensity * share) || !act || !provides) return [];
  const play: Act["play"] = (cloud) => {
    const finding = heldFinding(cloud, provides());
    if (finding && strike("sqs:SendMessage")) unlessRefused(() => send(cloud, finding));
  };
  return [{ atMs: act.atMs + 1, what: "much comes at once", play }];
}

export const batchSizeFaults: readonly FaultKind[] = [anotherBatchSize, floodInWindow, batchBeyondPayload];
