import { secondMs } from "./instant.ts";
import type { Clock } from "./ports.ts";

/** A rate of an API that we hold ourselves to: below the account's own, which others need too. */
export interface CallRate {
  /** Calls that may be made at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** @returns waits until the next call may be made */
export function callPace({ burst, perSecond }: CallRate, clock: Clock): () => Promise<void> {
  const intervalMs = secondMs / perSecond;
  // When the bucket is full again; a call is free while that is less than `burst` calls away.
  let fullAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    fullAt = Math.max(fullAt, now) + intervalMs;
    const waitMs = fullAt - burst * intervalMs - now;
    if (waitMs > 0) await clock.sleep(waitMs);
  };
}
