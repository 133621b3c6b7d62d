import { carriedOut, type Enriched, notWritten } from "./enriched.ts";
import type { EnrichmentPlan, UpdateRefusal } from "./enrichment.ts";
import { remedyFor } from "./refusal.ts";

/** What becomes of a plan after the writes. */
export type Fate =
  | { readonly kind: "over"; readonly enriched: Enriched }
  /** Security Hub does not hold the finding yet: GuardDuty's own event is minutes earlier. */
  | { readonly kind: "not-imported" }
  | { readonly kind: "try-again" };

// = MaxAttempts of FindingNotImported in investigate.asl.json, a minute apart
const retriesMax = 5;

/**
 * @param refusal why Security Hub left the finding unprocessed, if it did
 * @param retryCount how often the state was retried; a finding that is missing still is given up then
 */
export function fateOf(
  plan: EnrichmentPlan,
  isStored: boolean,
  refusal: UpdateRefusal | undefined,
  retryCount: number,
): Fate {
  const remedy = refusal && remedyFor(refusal);
  if (!isStored || remedy?.kind === "not-found") {
    if (retryCount < retriesMax) return { kind: "not-imported" };
    const message = "Cannot update the finding: Security Hub does not hold it, an imported finding is wanted";
    return { kind: "over", enriched: notWritten(plan, "finding-not-found", message) };
  }
  if (remedy?.kind === "try-again") return { kind: "try-again" };
  if (remedy?.kind !== "park") return { kind: "over", enriched: carriedOut(plan) };
  const message = `Cannot update the finding: Security Hub answered ${refusal?.code}: ${refusal?.message}`;
  return { kind: "over", enriched: notWritten(plan, remedy.code, message) };
}
