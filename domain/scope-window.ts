import { dayMs, hourMs, type Instant, minuteMs, secondMs } from "./instant.ts";

/** When a principal was seen at work, as the findings tell it. */
export interface Activity {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** The time range that one investigation searches. */
export interface ScopeWindow {
  readonly startAt: Instant;
  readonly endAt: Instant;
}

// What led up to the activity is searched too; Detective has not yet taken in the newest minutes.
export const leadMs = dayMs;
const unsettledMs = 5 * minuteMs;
const shortestMs = 3 * hourMs;
const longestMs = 30 * dayMs;

/**
 * The range to investigate: from a day before the first activity until five minutes ago.
 * @returns whole seconds; at least 3 h and at most 30 d long, the newest end kept; never in the future
 * @see https://docs.aws.amazon.com/detective/latest/userguide/run-investigations.html (read 2026-11-20)
 */
export function scopeWindow(activity: Activity, now: Instant): ScopeWindow {
  const endAt = newestEnd(now);
  const wantedAt = Math.floor((activity.firstAt - leadMs) / secondMs) * secondMs;
  return { startAt: Math.min(Math.max(wantedAt, endAt - longestMs), endAt - shortestMs), endAt };
}

/**
 * Whether an investigation of `scope` answers for the activity too, so that it is joined or adopted in place of a new one:
 * it starts no later than the first activity, as far back as a range can reach, and ends at most `toleranceMs` before the last.
 * Holds for `scopeWindow(activity, now)` whenever the tolerance is 5 min or more.
 */
export function holds(scope: ScopeWindow, activity: Activity, now: Instant, toleranceMs: number): boolean {
  const reachableAt = Math.max(scope.endAt, newestEnd(now)) - longestMs;
  const startsInTime = scope.startAt <= Math.max(activity.firstAt, reachableAt);
  // A clock ahead of ours may report activity of the future: nothing can be searched beyond now.
  const endsLateEnough = Math.min(activity.lastAt, now) - scope.endAt <= toleranceMs;
  return startsInTime && endsLateEnough;
}

// Rounded up: rounded down, the end would lie more than the smallest tolerance before now.
function newestEnd(now: Instant): Instant {
  return Math.ceil((now - unsettledMs) / secondMs) * secondMs;
}
