import type { SkipReason, SlimFinding } from "./contract.ts";
import {
  type FindingRecord,
  newerVersion,
  type SettledVersion,
  type Settlement,
  skipReason,
} from "./finding-record.ts";
import { findingKeyText } from "./key.ts";
import { anotherAttempt, reasonToLeave } from "./left-behind.ts";
import { exhausted } from "./parking.ts";

/** A finding version as one message brought it. */
export interface Arrived {
  readonly messageId: string;
  readonly finding: SlimFinding;
  /** The failed execution whose input the finding is from, for a message that tells of one. */
  readonly leftBy?: string;
  /** The execution that parked the finding, for a replay that tells. */
  readonly parkedBy?: string;
  /** That execution was redriven since, and is at work on its findings again. */
  readonly stillAtWork?: boolean;
}

/** What becomes of the findings of a batch: each is in exactly one list. */
export interface Triage {
  readonly taken: readonly Arrived[];
  readonly skipped: readonly (Arrived & { readonly reason: SkipReason })[];
  readonly exhausted: readonly Arrived[];
}

/**
 * Decides for each finding whether it needs work, by what is remembered of it. One that a failed execution left behind is
 * tried once more, if it is owed still; one that was parked although it had been written needs no replay.
 * @param records by `findingKeyText`
 */
export function triage(
  arrived: readonly Arrived[],
  records: ReadonlyMap<string, FindingRecord>,
  maxAttempts: number,
): Triage {
  const taken: Arrived[] = [];
  const skipped: (Arrived & { reason: SkipReason })[] = [];
  const spent: Arrived[] = [];
  for (const item of arrived) {
    const left = reasonToLeaveAlone(item, records);
    const finding = item.leftBy === undefined ? item.finding : anotherAttempt(item.finding);
    const reason = left ?? skipReason(records.get(findingKeyText(finding)), finding);
    if (!left && exhausted(finding, maxAttempts)) spent.push({ ...item, finding });
    else if (reason) skipped.push({ ...item, finding, reason });
    else taken.push({ ...item, finding });
  }
  return { taken, skipped, exhausted: spent };
}

function reasonToLeaveAlone(item: Arrived, records: ReadonlyMap<string, FindingRecord>): SkipReason | undefined {
  const { finding, leftBy, parkedBy, stillAtWork } = item;
  if (leftBy !== undefined) return reasonToLeave(finding, records, leftBy) ?? (stillAtWork ? "in-flight" : undefined);
  const settled = records.get(findingKeyText(finding))?.settled;
  return settled && doneAfterAll(settled, finding, parkedBy) ? "already-covered" : undefined;
}

/** Whether the execution that parked the finding, with its whole group, had written it before. */
function doneAfterAll({ outcome, version, executionArn }: SettledVersion, finding: SlimFinding, parkedBy?: string) {
  if (executionArn !== parkedBy || newerVersion(finding.version, version)) return false;
  return outcome === "enriched" || outcome === "not-investigable";
}

/** What ends the flight of findings that are given up: the sweep would send them again and again otherwise. */
export function groundings(
  givenUp: readonly Pick<Arrived, "finding">[],
  records: ReadonlyMap<string, FindingRecord>,
): readonly Settlement[] {
  return givenUp.flatMap(({ finding: { productArn, id, version } }) => {
    const inFlight = records.get(findingKeyText({ productArn, id }))?.inFlight;
    if (inFlight?.version !== version) return [];
    const { executionArn } = inFlight;
    return [{ productArn, id, version, outcome: "parked", principals: [], executionArn } as const];
  });
}
