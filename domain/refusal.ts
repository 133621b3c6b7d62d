import type { ParkReason } from "./contract.ts";
import type { UpdateRefusal } from "./enrichment.ts";

/** What to do about a finding that Security Hub left unprocessed. */
export type Remedy =
  | { readonly kind: "try-again" }
  | { readonly kind: "not-found" }
  | { readonly kind: "park"; readonly code: ParkReason };

const remedies: ReadonlyMap<string, Remedy> = new Map<string, Remedy>([
  ["ConcurrentUpdateError", { kind: "try-again" }],
  ["InternalFailure", { kind: "try-again" }],
  ["FindingNotFound", { kind: "not-found" }],
  ["FindingSizeExceeded", { kind: "park", code: "finding-size-exceeded" }],
  ["InvalidInput", { kind: "park", code: "invalid-update" }],
  ["DuplicatedFindingIdentifier", { kind: "park", code: "invalid-update" }],
]);

/** The error codes that Security Hub documents. */
export const refusalCodes: readonly string[] = [...remedies.keys()];

/**
 * By the error code of the finding; a code that is new to us may pass, so it is tried again.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsUnprocessedFinding.html
 */
export function remedyFor({ code }: UpdateRefusal): Remedy {
  return remedies.get(code) ?? { kind: "try-again" };
}
