import type { Group, ReadingTurn } from "./contract.ts";
import { formatInstant, type Instant, secondMs } from "./instant.ts";

/** One queue for all calls of one API: its rate is the account's. */
export interface Slots {
  /**
   * Takes the next free slot, with those of the `calls` right after it. One that is not used is lost.
   * @returns when the first of them is; the past counts as now
   * @throws {Throttled} the queue is five hours long; none is taken
   */
  reserve(calls: number): Promise<Instant>;
}

/**
 * Findings that one call of GetFindings reads: a filter takes no more ids.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html
 */
export const findingsPerRead = 20;

/** 2.8 calls of GetFindings a second, in which all of ours share. */
export const readIntervalMs = 360;
// For each call of those before: a tenth more than it takes, room for those that are looked at a second time.
const standingBackMs = 400;
// Whoever stands behind more than 150 calls comes to the queue before it is their turn: some of those before them may not read at all.
const laterSecondsMax = 60;

// A transition costs as much as a function that sleeps for about that long.
const worthWaitingSeconds = 3;
// A turn that was missed by more, after a crash or a redrive, is left: calls that had piled up would come all at once.
const keptMs = 10 * secondMs;

/** Calls of GetFindings that so many findings need. */
export function readsFor(findings: number): number {
  return Math.ceil(findings / findingsPerRead);
}

/**
 * The groups of one batch, whose investigations begin together: each is looked at later by as long as those before it read. Were all looked
 * at at once, they would queue up to read just as long, and more would be looked at in vain.
 */
export function lookedAtInTurn(groups: readonly Group[]): readonly Group[] {
  let readsBefore = 0;
  return groups.map(({ principals, findings }) => {
    const laterSeconds = Math.min(Math.floor((readsBefore * standingBackMs) / secondMs), laterSecondsMax);
    // A group without principals waits for nothing.
    if (principals.length > 0) readsBefore += readsFor(findings.length);
    return { principals: principals.map((one) => (laterSeconds > 0 ? { ...one, laterSeconds } : one)), findings };
  });
}

/** Where a group goes whose principals are all done: to be written, or first to wait, when its turn to read is far off. */
export function untilTurn(at: Instant, reads: number, now: Instant) {
  const seconds = Math.floor((at - now) / secondMs);
  const turn: ReadingTurn = { at: formatInstant(at), reads };
  if (seconds < worthWaitingSeconds) return { next: "enrich", waitSeconds: 0, turn } as const;
  return { next: "queue", waitSeconds: seconds, turn } as const;
}

/**
 * Whether a turn is still there to be used: it has not passed, and no try before this one may have used it.
 * @param tries those before this one
 */
export function isDue(turn: ReadingTurn, tries: number, now: Instant): boolean {
  return tries === 0 && now <= Date.parse(turn.at) + keptMs;
}
