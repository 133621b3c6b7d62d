/** When a principal was at work, as a finding tells it. */
export interface SeenActivity {
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface SeenScope {
  readonly scopeStartMs: number;
  readonly scopeEndMs: number;
}

const minuteMs = 60_000;
const reachMs = 30 * 24 * 60 * minuteMs;
/** Detective has not taken in the newest minutes: no scope ends later than this before its start. */
const unsettledMs = 5 * minuteMs;

/**
 * Whether an investigation of the scope answers for the activity: it begins no later than the first activity, as far back as thirty
 * days reach, and ends at most `toleranceMs` before the last.
 */
export function answersFor(
  { scopeStartMs, scopeEndMs }: SeenScope,
  { firstMs, lastMs }: SeenActivity,
  nowMs: number,
  toleranceMs: number,
): boolean {
  const reachableMs = Math.max(scopeEndMs, nowMs - unsettledMs) - reachMs;
  // A second more or less: scopes are whole seconds.
  const beginsInTime = scopeStartMs <= Math.max(firstMs, reachableMs) + 1_000;
  return beginsInTime && Math.min(lastMs, nowMs) - scopeEndMs <= toleranceMs;
}
