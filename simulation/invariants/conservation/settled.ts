import type { AcceptedVersion } from "../seen/accepted.ts";
import type { SeenSettled } from "../seen/record.ts";

/** Whether it is worth more to know than what was known: of a newer version, or written where the other one was parked. */
export function isBetter(settled: SeenSettled, known: SeenSettled | undefined): boolean {
  if (!known || settled.rank !== known.rank) return settled.rank > (known?.rank ?? Number.NEGATIVE_INFINITY);
  return settled.outcome !== "parked" || known.outcome === "parked";
}

/** Whether what is written of an earlier version answers for this one too. */
export function covers(settled: SeenSettled, { principals, lastMs }: AcceptedVersion): boolean {
  const { outcome, coveredUntilMs } = settled;
  if (outcome === "parked" || coveredUntilMs === undefined) return false;
  if (lastMs !== undefined && lastMs > coveredUntilMs) return false;
  return [...principals].every((principal) => settled.principals.includes(principal));
}
