import type { SkipReason } from "#domain/contract.ts";
import type { Finding } from "#domain/finding.ts";
import type { Tally } from "./checkpoint.ts";

/** Why a finding is not queued although the listing has it. */
export type LeftReason = SkipReason | "other-region" | "first-pass";

/** What becomes of one finding. */
export type Standing =
  | { readonly kind: "queued"; readonly finding: Finding; readonly product: string }
  | { readonly kind: "left"; readonly reason: LeftReason }
  | { readonly kind: "failed"; readonly message: string };

/** The tally with one finding more. */
export function tallied(tally: Tally, standing: Standing): Tally {
  // Read already, in the first pass.
  if (standing.kind === "left" && standing.reason === "first-pass") return tally;
  const read = tally.read + 1;
  switch (standing.kind) {
    case "left":
      return { ...tally, read, left: oneMore(tally.left, standing.reason) };
    case "failed":
      return { ...tally, read, failed: tally.failed + 1 };
    case "queued":
      return {
        ...tally,
        read,
        queued: tally.queued + 1,
        queuedBySeverity: oneMore(tally.queuedBySeverity, standing.finding.severity),
        queuedByProduct: oneMore(tally.queuedByProduct, standing.product),
      };
  }
}

function oneMore(counts: Readonly<Record<string, number>>, name: string): Record<string, number> {
  return { ...counts, [name]: (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0) + 1 };
}
