import type { EnrichOutput, ParkReason, SlimFinding } from "./contract.ts";
import type { EnrichmentPlan, FindingUpdate, StoredFinding } from "./enrichment.ts";
import { parkedEvent } from "./finding-event.ts";
import { type FindingRecord, type InFlight, newerVersion, type SettledVersion } from "./finding-record.ts";
import type { Instant } from "./instant.ts";
import { findingKeyText } from "./key.ts";

/** A finding version whose enrichment is over. `parking`: why it waits in the dead-letter queue, if it does. */
export interface Enriched extends Pick<EnrichmentPlan, "finding" | "settlement" | "event" | "parking"> {
  readonly changed: boolean;
}

/** Why a finding needs no work here: how it was settled; or `in-flight`: another execution has it now, and will tell. */
export type Before = SettledVersion | (InFlight & { readonly outcome: "in-flight" });

/** The execution that asks: `startedAt` is when it was started, however often it was redriven since; undefined when nobody knows. */
export interface Asking {
  readonly executionArn: string;
  readonly startedAt: Instant | undefined;
}

/**
 * Findings that need no more work in this execution: it has settled them before (the state is retried), a newer version has
 * come to its end, parked or not, which an older result must not replace, or the finding went to another execution
 * meanwhile, which has written it or is about to (this one was redriven after its findings had been replayed).
 * @param records by `findingKeyText`
 */
export function settledBefore(
  findings: readonly SlimFinding[],
  records: ReadonlyMap<string, FindingRecord>,
  asking: Asking,
): ReadonlyMap<SlimFinding, Before> {
  return new Map(
    findings.flatMap((finding) => {
      const record = records.get(findingKeyText(finding));
      const before = record && beforeIn(record, finding, asking);
      return before === undefined ? [] : [[finding, before] as const];
    }),
  );
}

function beforeIn(record: FindingRecord, finding: SlimFinding, asking: Asking): Before | undefined {
  const { settled, inFlight } = record;
  const isOurs = inFlight?.executionArn === asking.executionArn;
  if (settled && supersedes(settled, finding, asking, isOurs)) return settled;
  // A newer version on its way is no reason to leave this one unwritten: its investigation may take an hour.
  const isElsewhere = inFlight !== undefined && !isOurs && inFlight.version === finding.version;
  return isElsewhere && isTakenFrom(inFlight, asking) && names(inFlight, finding)
    ? { ...inFlight, outcome: "in-flight" }
    : undefined;
}

// A mark from before this execution began is of one that failed: our own may come later than our end.
function isTakenFrom({ since }: InFlight, { startedAt }: Asking): boolean {
  return startedAt === undefined || since > startedAt;
}

function supersedes(settled: SettledVersion, finding: SlimFinding, asking: Asking, isOurs: boolean): boolean {
  if (newerVersion(finding.version, settled.version)) return false;
  if (settled.executionArn === asking.executionArn || newerVersion(settled.version, finding.version)) return true;
  const isWritten = settled.outcome === "enriched" || settled.outcome === "not-investigable";
  // What was settled before this execution began is what it was asked to go beyond, by a click or a replay.
  const isSince = (settled.settledAt ?? 0) > (asking.startedAt ?? Number.POSITIVE_INFINITY);
  return isWritten && isSince && !isOurs && names(settled, finding);
}

function names({ principals }: SettledVersion | InFlight, finding: SlimFinding): boolean {
  return finding.principals.every(({ identity }) => principals.includes(identity));
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

/** @param before findings that needed no work here */
export function countOutcomes(enriched: readonly Enriched[], before: readonly Before[]): EnrichOutput {
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
    // Two executions may each take it that the other has the finding: the sweep must not believe that either has parked it.
    ...(count("in-flight") > 0 && { left: count("in-flight") }),
  };
}
