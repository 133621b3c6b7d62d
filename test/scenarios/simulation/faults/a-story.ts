import { queueArn } from "#simulation/queue.ts";
import type { Act, Story } from "#simulation/story/act.ts";
import { imports } from "#simulation/story/import.ts";
import { aFinding, noon } from "../../local-aws.ts";
import type { Played } from "./played.ts";

const minuteMs = 60_000;

/** A story of these acts, which begins at noon. */
export function aStory(...acts: readonly Act[]): () => Story {
  return () => ({ startAtMs: noon, acts: [...acts].sort((a, b) => a.atMs - b.atMs) });
}

/** A finding about roles is imported, seconds after noon; its activity ended a minute before. */
export function arrives(id: string, roles: readonly string[], seconds = 0, over: object = {}): Act {
  const atMs = noon + seconds * 1_000;
  const at = (ms: number) => new Date(atMs - ms).toISOString();
  const times = { LastObservedAt: at(minuteMs), CreatedAt: at(30_000), UpdatedAt: at(10_000) };
  const finding = aFinding(id, roles, { FirstObservedAt: at(20 * minuteMs), ...times, ...over });
  return imports(atMs, `${id} arrives`, () => finding);
}

/** Several findings within a few seconds: one batch. Each names a role of its own: `a` names `role-a`. */
export function together(...ids: readonly string[]): readonly Act[] {
  return ids.map((id, index) => arrives(id, [`role-${id}`], index));
}

/** Six findings about two roles and both, 40 seconds apart: nothing in them is left to chance. */
export const plainStory = aStory(
  ...[["ines"], ["batch"], ["ines"], ["ines", "batch"], ["batch"], ["ines"]].map((roles, n) =>
    arrives(`f${n}`, roles, n * 40),
  ),
);

/** An operator aborts every execution, seconds after noon. */
export function abortsAll(seconds: number): Act {
  const play: Act["play"] = ({ services, call }) => {
    for (const { executionArn } of services.SFN.executions()) call("SFN", "StopExecution", { executionArn });
  };
  return { atMs: noon + seconds * 1_000, what: "an operator aborts every execution", play };
}

/** An operator sends all that waits in the dead-letter queue back to the intake queue, seconds after noon. */
export function redrives(seconds: number): Act {
  const play: Act["play"] = (cloud) => {
    const [SourceArn, DestinationArn] = [queueArn(cloud.blueprint, "DeadLetter"), queueArn(cloud.blueprint, "Intake")];
    cloud.call("SQS", "StartMessageMoveTask", { SourceArn, DestinationArn });
  };
  return { atMs: noon + seconds * 1_000, what: "an operator redrives the dead-letter queue", play };
}

/** How often each finding was written, by its provider and by us. */
export function writesOf({ happenings }: Played): Readonly<Record<string, number>> {
  const writes: Record<string, number> = {};
  for (const one of happenings) if (one.kind === "finding") writes[one.id] = (writes[one.id] ?? 0) + 1;
  return writes;
}
