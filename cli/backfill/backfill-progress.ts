import { type WorkProgress, workProgress } from "../work-progress.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** Tells how many findings were read; how many there are is estimated from the part of the time range that is behind. */
export function backfillProgress(
  what: string,
  from: Checkpoint,
  now: () => number,
): { readonly at: (checkpoint: Checkpoint) => void } & Pick<WorkProgress, "end"> {
  const progress = workProgress(`${what} (the total is estimated)`, now);
  return {
    at(checkpoint) {
      const done = checkpoint.tally.read - from.tally.read;
      progress.at(done, estimatedTotal(done, partRead(checkpoint), partRead(from)));
    },
    end: progress.end,
  };
}

/** 0 to 1: attack sequences are few, so the first pass counts for all. */
function partRead({ pass, since, until, position }: Checkpoint): number {
  if (pass !== "principals") return 1;
  const range = Date.parse(until) - Date.parse(since);
  return range > 0 ? Math.min(1, (Date.parse(position) - Date.parse(since)) / range) : 1;
}

function estimatedTotal(done: number, part: number, partBefore: number): number {
  const read = part - partBefore;
  return read > 0 ? Math.max(done, Math.round((done * (1 - partBefore)) / read)) : done;
}
