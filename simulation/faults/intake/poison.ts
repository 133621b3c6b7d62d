import type { InvocationFate } from "../../invocation-fate.ts";
import { sendTo } from "../../queue.ts";
import type { Act, Story } from "../../story/act.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

const row = 16;

const poisonPill = poison({
  name: "poison-pill",
  what: "a message ends the process that reads it, and takes its batch along",
  fate: { diesAfterMs: 5 },
});

const poisonThatHangs = poison({
  name: "poison-that-hangs",
  what: "a message keeps the process that reads it busy beyond its time-out",
  fate: { freezesAfterMs: 0, frozenMs: 600_000 },
});

function poison({ fate, ...about }: Pick<FaultKind, "name" | "what"> & { readonly fate: InvocationFate }): FaultKind {
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
        invocation(functionName: string, payload: string) {
          if (!sent || functionName !== "ingest" || !payload.includes(marker)) return undefined;
          return stage.strike("lambda:ingest") ? fate : undefined;
        },
      },
    };
  };
  return { ...about, row, arm };
}

export const poisonFaults: readonly FaultKind[] = [poisonPill, poisonThatHangs];
