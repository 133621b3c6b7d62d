import type { FindingUpdate, UpdateRefusal } from "#domain/enrichment.ts";
import { findingKeyText } from "#domain/key.ts";
import type { Clock, SecurityHub } from "#domain/ports.ts";
import { remedyFor } from "#domain/refusal.ts";

const pausesMs = [1_000, 2_000, 4_000];

/**
 * Writes updates; what Security Hub refuses for now is written again after 1 s, 2 s and 4 s.
 * @returns the refusals that stand, by `findingKeyText`
 */
export async function writeAll(
  { securityHub, clock }: { readonly securityHub: SecurityHub; readonly clock: Clock },
  updates: readonly FindingUpdate[],
): Promise<ReadonlyMap<string, UpdateRefusal>> {
  const refused = new Map<string, UpdateRefusal>();
  let due = updates;
  for (let tries = 0; due.length > 0; tries++) {
    for (const { keys } of due) for (const key of keys) refused.delete(findingKeyText(key));
    for (const refusal of await securityHub.write(due)) refused.set(findingKeyText(refusal.key), refusal);
    const pauseMs = pausesMs[tries];
    due = pauseMs === undefined ? [] : updates.flatMap((update) => toTryAgain(update, refused));
    if (due.length > 0) await clock.sleep(pauseMs ?? 0);
  }
  return refused;
}

function toTryAgain(update: FindingUpdate, refused: ReadonlyMap<string, UpdateRefusal>): readonly FindingUpdate[] {
  const keys = update.keys.filter((key) => {
    const refusal = refused.get(findingKeyText(key));
    return refusal !== undefined && remedyFor(refusal).kind === "try-again";
  });
  return keys.length > 0 ? [{ ...update, keys }] : [];
}
