import { sendTo } from "../../queue.ts";
import type { Act, Story } from "../../story/act.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

const row = 16;

const poisonPill = poison({
  name: "poison-pill",
  what: "a message ends the process that reads it",
  becomes: "dies",
});

const poisonThatHangs = poison({
  name: "poison-that-hangs",
  what: "a message keeps the process that reads it busy beyond its time-out",
  becomes: "hangs",
});

function poison({
  becomes,
  ...about
}: Pick<FaultKind, "name" | "what"> & { readonly becomes: "dies" | "hangs" }): FaultKind {
  const marker = `${about.name}-2f1c`;
  const arm = (stage: Stage) => {
    let sent = false;
    const play: Act["play"] = (cloud) => {
      if (!stage.strike("sqs:SendMessage")) return;
      sent = true;
      unlessRefused(() => sendTo(cloud, "Intake", marker));
    };
    return {
      story(story: Story) {
        // Together with a finding, so that it has company.
        const [beside] = stage.chance.shuffled(story.acts.filter(({ provides }) => provides));
        const atMs = beside?.atMs ?? story.startAtMs;
        return withActs(story, [{ atMs, what: `somebody sends a ${about.name}`, play }]);
      },
      hooks: {
        reading(functionName: string, body: string) {
          if (!sent || functionName !== "ingest" || !body.includes(marker)) return undefined;
          return stage.strike("lambda:ingest") ? becomes : undefined;
        },
      },
    };
  };
  return { ...about, row, arm };
}

export const poisonFaults: readonly FaultKind[] = [poisonPill, poisonThatHangs];
