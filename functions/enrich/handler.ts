import { EnrichInput, type EnrichOutput } from "#domain/contract.ts";
import { absent, countOutcomes, settledBefore, updatesOf } from "#domain/enriched.ts";
import { combineUpdates, planEnrichment, settlePrincipals } from "#domain/enrichment.ts";
import { FindingNotImported, ServiceUnavailable } from "#domain/errors.ts";
import { fateOf } from "#domain/fate.ts";
import { findingKeyText } from "#domain/key.ts";
import type { Invocation, SecurityHub } from "#domain/ports.ts";
import type { Settings } from "#domain/settings.ts";
import { type ConclusionPorts, conclude } from "./conclusion.ts";
import { writeAll } from "./writing.ts";

export interface EnrichPorts extends ConclusionPorts {
  readonly securityHub: SecurityHub;
  readonly settings: Pick<Settings, "notePolicy">;
}

/**
 * Writes the verdict on a group of findings to Security Hub: only what changes, in as few calls as possible. What succeeds
 * is written, told and remembered; what cannot be written, or whose principals failed, is parked. Only then does it throw
 * for the rest, and a retry takes up where this one ended.
 */
export function createHandler(ports: EnrichPorts) {
  const { securityHub, records, log, settings } = ports;
  return async (event: unknown, invocation: Invocation): Promise<EnrichOutput> => {
    const { findings, principals, failure, executionArn, retryCount } = EnrichInput.parse(event);
    log.begin(invocation, executionArn);

    const before = settledBefore(findings, await records.read(findings), executionArn);
    const due = findings.filter((finding) => !before.has(finding));
    const stored = await securityHub.read(due);

    const settled = settlePrincipals(principals, failure);
    const context = { executionArn, notePolicy: settings.notePolicy };
    const plans = due.map((finding) => {
      const asStored = stored.get(findingKeyText(finding));
      return {
        isStored: asStored !== undefined,
        ...planEnrichment(finding, asStored ?? absent(finding), settled, context),
      };
    });
    const refused = await writeAll(ports, combineUpdates(updatesOf(plans.filter(({ isStored }) => isStored))));

    const fates = plans.map((plan) =>
      fateOf(plan, plan.isStored, refused.get(findingKeyText(plan.finding)), retryCount),
    );
    const enriched = fates.flatMap((fate) => (fate.kind === "over" ? [fate.enriched] : []));
    await conclude(ports, enriched, executionArn);

    const missing = fates.filter(({ kind }) => kind === "not-imported").length;
    if (missing > 0) throw new FindingNotImported(missing);
    if (enriched.length < fates.length) throw new ServiceUnavailable("securityhub:BatchUpdateFindings");
    return countOutcomes(enriched, [...before.values()]);
  };
}
