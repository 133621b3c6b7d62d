import type { FindingBrief } from "./brief/finding-brief.ts";
import { type BusEvent, type BusPrincipal, listedMax } from "./bus-event.ts";
import type { ParkReason, SlimFinding } from "./contract.ts";
import { parkingOf } from "./failure.ts";
import { inertIdentifier, inertText } from "./inert-text.ts";
import { cleanText } from "./text.ts";
import { evidenceIncomplete, type Verdict } from "./verdict.ts";

/** The event about a finding version that came to its end. One whose principals failed is parked, whatever else succeeded. */
export function findingEvent(
  finding: SlimFinding,
  verdict: Verdict,
  executionArn: string,
  brief?: FindingBrief,
): BusEvent {
  const told = { executionArn: cleanText(executionArn, 2_048), ...(brief !== undefined && { brief }) };
  const detail = { ...common(finding, verdict), ...told };
  const parking = parkingOf(verdict.failed);
  if (parking !== undefined) {
    const outcome = verdict.investigated.length > 0 ? "partial" : "parked";
    return { detailType: "Finding Parked", detail: { ...detail, outcome, reason: parking.code } };
  }
  if (verdict.investigated.length === 0) {
    const reason = verdict.unknown[0]?.reason ?? verdict.excluded[0]?.reason ?? "no-principal";
    return { detailType: "Finding Not Investigable", detail: { ...detail, outcome: "not-investigable", reason } };
  }
  if (!evidenceIncomplete(verdict))
    return { detailType: "Finding Enriched", detail: { ...detail, outcome: "enriched" } };
  return { detailType: "Finding Enriched", detail: { ...detail, outcome: "partial", reason: "evidence-incomplete" } };
}

/**
 * The event in place of `event` when its finding could not be written after all. Its brief stays: what was found out is true,
 * whatever became of the writing.
 */
export function parkedEvent(event: BusEvent, reason: ParkReason): BusEvent {
  return { detailType: "Finding Parked", detail: { ...event.detail, outcome: "parked", reason } };
}

function common(finding: SlimFinding, verdict: Verdict) {
  const { id, productArn, version, accountId, region, severity } = finding;
  const { coveredUntil } = verdict;
  return {
    v: 1 as const,
    finding: { id, productArn, version, accountId, region, severity, type: inertText(finding.type, 160) },
    verdict: verdict.severity,
    principals: principals(verdict).slice(0, listedMax),
    excluded: verdict.excluded.slice(0, listedMax).map(({ what, reason }) => ({ what: inertText(what, 200), reason })),
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
  };
}

function principals({ investigated, failed, unknown }: Verdict): BusPrincipal[] {
  return [
    ...investigated.map(
      ({ arn, how, investigationId, severity }): BusPrincipal => ({
        arn: inertIdentifier(arn, 700),
        outcome: how === "joined" ? "joined" : "investigated",
        investigationId,
        ...(severity && { severity }),
      }),
    ),
    ...failed.map(({ arn, kind, error, investigationId }) => ({
      arn: inertIdentifier(arn, 700),
      outcome: kind,
      reason: inertText(error, 160),
      ...(investigationId === undefined ? {} : { investigationId }),
    })),
    ...unknown.map(({ arn, reason }) => ({
      arn: inertIdentifier(arn, 700),
      outcome: "not-investigable" as const,
      reason,
    })),
  ];
}
