import type { Clock } from "../clock.ts";

/** A token bucket: `burst` tokens when full, refilled by `perSecond` tokens a second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimit {
  /** Takes one token of the bucket `key`; false when it is empty. A refused request costs nothing. */
  take(key: string): boolean;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

// Refilling adds fractions; without slack ten refills of 0.1 would not make one token.
const slack = 1e-9;

/** One token bucket per key, on the given clock, as AWS limits requests per operation, account and Region. */
export function rateLimit(clock: Pick<Clock, "now">, rate: Rate): RateLimit {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (key: string, nowMs: number): Bucket => {
    const known = buckets.get(key);
    if (known) return known;
    const full = { tokens: rate.burst, filledAtMs: nowMs };
    buckets.set(key, full);
    return full;
  };
  return {
    take(key) {
      const nowMs = clock.now();
      const bucket = bucketOf(key, nowMs);
      const elapsedMs = Math.max(0, nowMs - bucket.filledAtMs);
      bucket.tokens = Math.min(rate.burst, bucket.tokens + (elapsedMs / 1000) * rate.perSecond);
      bucket.filledAtMs = nowMs;
      if (bucket.tokens < 1 - slack) return false;
      bucket.tokens = Math.max(0, bucket.tokens - 1);
      return true;
    },
  };
}
