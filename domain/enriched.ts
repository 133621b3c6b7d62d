import type { EnrichOutput, ParkReason, SlimFinding } from "./contract.ts";
import type { EnrichmentPlan, FindingUpdate, StoredFinding } from "./enrichment.ts";
import { parkedEvent } from "./finding-event.ts";
import { type FindingRecord, newerVersion, type SettledVersion } from "./finding-record.ts";
import { findingKeyText } from "./key.ts";

/** A finding version whose enrichment is over. `parking`: why it waits in the dead-letter queue, if it does. */
export interface Enriched extends Pick<EnrichmentPlan, "finding" | "settlement" | "event" | "parking"> {
  readonly changed: boolean;
}

/**
 * Findings that need no more work in this execution, with how they were settled: it has done so before (the state is
 * retried), or a newer version has come to its end, parked or not, which an older result must not replace.
 * @param records by `findingKeyText`
 */
export function settledBefore(
  findings: readonly SlimFinding[],
  records: ReadonlyMap<string, FindingRecord>,
  executionArn: string,
): ReadonlyMap<SlimFinding, SettledVersion> {
  return new Map(
    findings.flatMap((finding) => {
      const settled = records.get(findingKeyText(finding))?.settled;
      return settled && supersedes(settled, finding, executionArn) ? [[finding, settled] as const] : [];
    }),
  );
}

function supersedes(settled: SettledVersion, finding: SlimFinding, executionArn: string): boolean {
  if (newerVersion(finding.version, settled.version)) return false;
  return settled.executionArn === executionArn || newerVersion(settled.version, finding.version);
}

/** The writes that plans come to: of several versions of one finding the newest alone is written. */
export function updatesOf(plans: readonly EnrichmentPlan[]): readonly FindingUpdate[] {
  const newest = new Map<string, EnrichmentPlan>();
  for (const plan of plans) {
    const key = findingKeyText(plan.finding);
    const known = newest.get(key);
    if (!known || newerVersion(plan.finding.version, known.finding.version)) newest.set(key, plan);
  }
  return [...newest.values()].flatMap(({ update }) => update ?? []);
}

/** A plan that is carried out. */
export function carriedOut({ finding, settlement, event, parking, update }: EnrichmentPlan): Enriched {
  return { finding, settlement, event, parking, changed: update !== undefined };
}

/** A plan that could not be: nothing is written on the finding, whatever became of its principals. */
export function notWritten(
  { finding, settlement, event }: EnrichmentPlan,
  code: ParkReason,
  message: string,
): Enriched {
  return {
    finding,
    settlement: { ...settlement, outcome: "parked" },
    event: parkedEvent(event, code),
    parking: { code, message },
    changed: false,
  };
}

/** Stands in for a finding that Security Hub does not hold, so that its fate can be told and remembered. */
export function absent({ productArn, id, version }: SlimFinding): StoredFinding {
  return { productArn, id, version, userDefinedFields: {} };
}

/** @param before how findings were settled before */
export function countOutcomes(enriched: readonly Enriched[], before: readonly SettledVersion[]): EnrichOutput {
  const outcomes = [
    ...enriched.map(({ parking, settlement }) => (parking ? "parked" : settlement.outcome)),
    ...before.map(({ outcome }) => outcome),
  ];
  const count = (...kinds: readonly string[]) => outcomes.filter((outcome) => kinds.includes(outcome)).length;
  return {
    enriched: count("enriched", "partial"),
    notInvestigable: count("not-investigable"),
    parked: count("parked"),
    unchanged: enriched.filter(({ changed, parking }) => !changed && !parking).length + before.length,
  };
}
