import { ServiceError } from "#local/service.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { queueArn } from "../../queue.ts";
import type { Act } from "../../story/act.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { Spell } from "../spell.ts";

const minuteMs = 60_000;

const ingestThrottled: FaultKind = {
  name: "ingest-throttled",
  row: 10,
  what: "Lambda takes no invocation of ingest for minutes or hours: messages are received and come back unread",
  arm({ chance, intensity, strike, cloud }) {
    const spell = new Spell(
      chance,
      Math.min(0.5, 3 * intensity),
      chance.pick([
        [1, 20],
        [60, 120],
        [300, 400],
      ]),
    );
    const refuse = new ServiceError("TooManyRequestsException", 429, "Rate exceeded: reserved concurrency is 0");
    return {
      hooks: {
        invocation(functionName) {
          if (functionName !== "ingest") return undefined;
          return spell.isOn(cloud().clock.now()) && strike("lambda:ingest") ? { refuse } : undefined;
        },
      },
    };
  },
};

const pollingStopped: FaultKind = {
  name: "polling-stopped",
  row: 17,
  what: "nothing polls the intake queue, for ten minutes up to five days as the story has time for",
  arm: (stage) => ({
    story(story) {
      const [atMs = 0] = momentsOf(stage, story);
      const lastsMs = stage.chance.integer(10 * minuteMs, Math.min(7_200 * minuteMs, stage.endsAtMs - atMs));
      const play: Act["play"] = (cloud) => {
        if (!stage.strike("lambda:event-source-mapping")) return;
        turn(cloud, false);
        cloud.clock.at(cloud.clock.now() + lastsMs, () => turn(cloud, true));
      };
      return withActs(story, [{ atMs, what: "the intake queue is no longer polled", play }]);
    },
  }),
};

const messagesExpire: FaultKind = {
  name: "messages-expire",
  row: 17,
  what: "nothing polls the intake queue for ten minutes, while it keeps messages for one minute only: they are gone",
  arm: (stage) => ({
    story(story) {
      const [atMs = 0] = momentsOf(stage, story);
      const play: Act["play"] = (cloud) => {
        if (!stage.strike("sqs:retention")) return;
        const QueueUrl = cloud.blueprint.outputs["IntakeQueueUrl"];
        const keep = (seconds: number) =>
          cloud.call("SQS", "SetQueueAttributes", {
            QueueUrl,
            Attributes: { MessageRetentionPeriod: String(seconds) },
          });
        turn(cloud, false);
        keep(60);
        cloud.clock.at(cloud.clock.now() + 10 * minuteMs, () => {
          turn(cloud, true);
          keep(4 * 86_400);
        });
      };
      return withActs(story, [{ atMs, what: "the intake queue forgets messages after a minute", play }]);
    },
  }),
};

function turn({ sources, blueprint }: SimulatedCloud, on: boolean): void {
  const intake = queueArn(blueprint, "Intake");
  for (const source of sources) if (source.mapping.queueArn === intake) source.turn(on);
}

export const pollerFaults: readonly FaultKind[] = [ingestThrottled, pollingStopped, messagesExpire];
