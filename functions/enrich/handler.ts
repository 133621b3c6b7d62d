import { toldBefore } from "#domain/brief/told-brief.ts";
import { EnrichInput, type EnrichOutput, type SlimFinding } from "#domain/contract.ts";
import { absent, type Before, countOutcomes, updatesOf } from "#domain/enriched.ts";
import {
  combineUpdates,
  type EnrichmentPlan,
  planEnrichment,
  settlePrincipals,
  type UpdateRefusal,
} from "#domain/enrichment.ts";
import { FindingNotImported, ServiceUnavailable } from "#domain/errors.ts";
import { fateOf } from "#domain/fate.ts";
import { parseInstant } from "#domain/instant.ts";
import { findingKeyText } from "#domain/key.ts";
import { latenessOf } from "#domain/lateness.ts";
import type { Invocation, Log, SecurityHub } from "#domain/ports.ts";
import type { Settings } from "#domain/settings.ts";
import { isDue } from "#domain/turn.ts";
import { type ConclusionPorts, conclude } from "./conclusion.ts";
import { type LookPorts, lookAt } from "./looking.ts";
import { type ReadingPorts, reportReading } from "./reports-read.ts";
import { writeAll } from "./writing.ts";

export interface EnrichPorts extends ConclusionPorts, LookPorts, ReadingPorts {
  readonly securityHub: SecurityHub;
  readonly settings: Pick<Settings, "notePolicy" | "joinToleranceMinutes">;
}

/**
 * Writes the verdict on a group of findings, and on those that joined it, to Security Hub: only what changes, in as few calls as possible. What succeeds
 * is written, told and remembered; what cannot be written, or whose principals failed, is parked. Only then does it throw
 * for the rest, and a retry takes up where this one ended.
 */
export function createHandler(ports: EnrichPorts) {
  const { clock, log, settings } = ports;
  const readReports = reportReading(ports);
  return async (event: unknown, invocation: Invocation): Promise<EnrichOutput> => {
    const { findings, principals, failure, executionArn, startedAt, retryCount, turn } = EnrichInput.parse(event);
    log.begin(invocation, executionArn);

    const asking = { executionArn, startedAt: parseInstant(startedAt) };
    const settled = settlePrincipals(principals, failure);
    const reserved = turn && isDue(turn, retryCount, clock.now()) ? turn : undefined;
    // While it queues for its turn.
    const [{ due, stored, before, records }, reports] = await Promise.all([
      lookAt(ports, findings, settled, asking, reserved),
      readReports(settled, executionArn),
    ]);

    const plans = due.map((finding) => {
      const asStored = stored.get(findingKeyText(finding));
      const previous = toldBefore(records.get(findingKeyText(finding)));
      const context = { executionArn, notePolicy: settings.notePolicy, reports, previous };
      return {
        isStored: asStored !== undefined,
        ...planEnrichment(finding, asStored ?? absent(finding), settled, context),
      };
    });
    const refused = await writeAll(ports, combineUpdates(updatesOf(plans.filter(({ isStored }) => isStored))));
    tellRefused(log, refused, plans, executionArn);

    const fates = plans.map((plan) =>
      fateOf(plan, plan.isStored, refused.get(findingKeyText(plan.finding)), retryCount),
    );
    const enriched = fates.flatMap((fate) => (fate.kind === "over" ? [fate.enriched] : []));
    await conclude(ports, enriched, executionArn, latenessOf(settled, asking.startedAt, clock.now()));

    tellSuperseded(log, before, executionArn);
    const missing = fates.filter(({ kind }) => kind === "not-imported").length;
    if (missing > 0) throw new FindingNotImported(missing);
    if (enriched.length < fates.length) throw new ServiceUnavailable("securityhub:BatchUpdateFindings");
    return countOutcomes(enriched, [...before.values()]);
  };
}

function tellRefused(
  log: Log,
  refused: ReadonlyMap<string, UpdateRefusal>,
  plans: readonly Pick<EnrichmentPlan, "finding">[],
  executionArn: string,
) {
  for (const { finding } of plans) {
    const refusal = refused.get(findingKeyText(finding));
    if (!refusal) continue;
    const { id: findingId, productArn, version } = finding;
    // The model calls any text a code, an empty one too.
    const code = /^\w{1,80}$/.test(refusal.code) ? refusal.code : "other";
    const line = { outcome: "unprocessed", code, findingId, productArn, version, executionArn };
    log.warn("Cannot write the finding, Security Hub left it unprocessed", line);
  }
}

/** Findings that a newer version, or another execution, makes up for. Those that this state has settled were told of then. */
function tellSuperseded(log: Log, before: ReadonlyMap<SlimFinding, Before>, executionArn: string) {
  for (const [{ id: findingId, productArn, version }, by] of before) {
    if (by.executionArn === executionArn && by.version === version) continue;
    const reason = by.outcome === "in-flight" ? "in-flight" : "already-covered";
    log.outcome({ outcome: "skipped", reason, findingId, productArn, version, executionArn });
  }
}
