import type { SkipReason, SlimFinding } from "./contract.ts";
import { type Instant, parseInstant } from "./instant.ts";
import { type FindingKey, findingKeyText } from "./key.ts";

/** A finding as its provider last updated it. */
export interface FindingVersion extends FindingKey {
  readonly version: string;
}

/** The newest version of a finding that an execution has taken on. */
export interface InFlight {
  readonly version: string;
  /** Identities of the principals that the execution is to settle. */
  readonly principals: readonly string[];
  readonly executionArn: string;
  readonly since: Instant;
  /** The finding, when it joined the execution on its way: the execution's input does not hold it. */
  readonly joined?: SlimFinding;
}

/** How the newest settled version of a finding ended. */
export interface SettledVersion {
  readonly version: string;
  /** `parked`: nothing was written. `partial`: what succeeded was written; the rest, if any, is parked. */
  readonly outcome: "enriched" | "partial" | "parked" | "not-investigable";
  /** Identities that came to their end: investigated, or unknown to Detective. Failed ones are missing. */
  readonly principals: readonly string[];
  /** Earliest end among the investigated scopes; absent when nothing was investigated. */
  readonly coveredUntil?: Instant;
  readonly executionArn: string;
  /** When it was recorded; the store says. Absent in records of earlier versions of ours. */
  readonly settledAt?: Instant;
  /** What was told of it, for `toldBefore`. Absent in records of earlier versions of ours. */
  readonly told?: string;
}

/** All that is remembered of a finding. Settling a version ends its being in flight. */
export interface FindingRecord extends FindingKey {
  readonly settled?: SettledVersion;
  readonly inFlight?: InFlight;
}

export interface Settlement extends FindingKey, SettledVersion {}

/**
 * Why a finding version needs no work, if so; asked for (click or replay), it is always worked on.
 *
 * | record says | reason |
 * |---|---|
 * | written for all its principals, at this version or a newer one, or covering its last activity | `already-covered` |
 * | this version or a newer one on its way with all its principals | `in-flight` |
 * | this version or a newer one ended in the dead-letter queue | `waiting-for-replay` |
 *
 * An older version than the recorded one counts as that one, unless it names principals of its own: it has nothing to add.
 */
export function skipReason(record: FindingRecord | undefined, finding: SlimFinding): SkipReason | undefined {
  if (record === undefined || finding.requested) return undefined;
  if (covers(record.settled, finding)) return "already-covered";
  if (reaches(record.inFlight, finding) && names(record.inFlight, finding)) return "in-flight";
  if (reaches(record.settled, finding) && isParked(record.settled)) return "waiting-for-replay";
  return undefined;
}

/**
 * What a failed execution leaves to do: its findings that no record says are at their end.
 * What was asked for is owed until this very execution settled it; an earlier end is what it was asked to go beyond.
 * @param records by `findingKeyText`
 */
export function stillOwed(
  findings: readonly SlimFinding[],
  records: ReadonlyMap<string, FindingRecord>,
  executionArn: string,
): readonly SlimFinding[] {
  return findings.filter((finding) => {
    const settled = records.get(findingKeyText(finding))?.settled;
    if (!reaches(settled, finding)) return true;
    if (settled.executionArn === executionArn) return false;
    return finding.requested || !(isParked(settled) || names(settled, finding));
  });
}

/**
 * Whether version `a` is newer than `b`: by the instant they name, however it is spelled (GuardDuty and Security Hub differ).
 * Texts that name none are oldest, in the order of their text.
 */
export function newerVersion(a: string, b: string): boolean {
  const [aAt, bAt] = [parseInstant(a), parseInstant(b)];
  return aAt === undefined && bAt === undefined ? a > b : (aAt ?? -1) > (bAt ?? -1);
}

// Parked means unwritten: what was investigated for it is no reason to leave a later version without.
function covers(settled: SettledVersion | undefined, finding: SlimFinding): boolean {
  if (settled === undefined || settled.outcome === "parked" || !names(settled, finding)) return false;
  const { coveredUntil } = settled;
  return (
    reaches(settled, finding) || (coveredUntil !== undefined && Date.parse(finding.lastActivityAt) <= coveredUntil)
  );
}

function reaches<T extends SettledVersion | InFlight>(known: T | undefined, finding: SlimFinding): known is T {
  return known !== undefined && !newerVersion(finding.version, known.version);
}

function names(known: SettledVersion | InFlight, finding: SlimFinding): boolean {
  return finding.principals.every(({ identity }) => known.principals.includes(identity));
}

function isParked({ outcome }: SettledVersion): boolean {
  return outcome === "parked" || outcome === "partial";
}
