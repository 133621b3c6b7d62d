import type { Played } from "#bench/harness/played.ts";
import { unused } from "#bench/meter.ts";

/** Ten findings about two principals, all enriched; invented. */
export const aPlayed = (over: Partial<Played> = {}): Played => ({
  startAtMs: 0,
  findings: 10,
  principals: 2,
  pairs: 10,
  meter: { ...unused, transitions: 40 },
  calls: { "Detective.GetInvestigation": 6, "SecurityHub.GetFindings": 2 },
  throttledCalls: 1,
  lagsMs: [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000],
  delaysMs: Array.from({ length: 10 }, () => 150_000),
  lastEnrichedAtMs: 200_000,
  parked: 0,
  lost: 0,
  starts: 2,
  idleWrites: 0,
  waitedMs: 0,
  historyEventsMax: 50,
  ...over,
});
