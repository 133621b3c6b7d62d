import { expect, it } from "vitest";
import { rateLimit } from "#local/services/rate-limit.ts";
import { ManualClock } from "./a-world.ts";

const takes = (take: () => boolean, times: number) => Array.from({ length: times }, take).filter(Boolean).length;

it("take() allows the burst at once, and no more", () => {
  const limit = rateLimit(new ManualClock("2026-11-20T12:00:00Z"), { perSecond: 3, burst: 6 });
  expect(takes(() => limit.take("a"), 20)).toBe(6);
});

it("take() allows the rate as time passes, and never saves up more than the burst", () => {
  const clock = new ManualClock("2026-11-20T12:00:00Z");
  const limit = rateLimit(clock, { perSecond: 3, burst: 6 });
  takes(() => limit.take("a"), 6);
  clock.advance(1);
  expect(takes(() => limit.take("a"), 20)).toBe(3);
  clock.advance(3600);
  expect(takes(() => limit.take("a"), 20)).toBe(6);
});

it("take() adds up fractions of a token", () => {
  const clock = new ManualClock("2026-11-20T12:00:00Z");
  const limit = rateLimit(clock, { perSecond: 1, burst: 1 });
  limit.take("a");
  for (let tenth = 0; tenth < 10; tenth += 1) {
    expect(limit.take("a")).toBe(false);
    clock.advance(0.1);
  }
  expect(limit.take("a")).toBe(true);
});

it("take() keeps a bucket for every key", () => {
  const limit = rateLimit(new ManualClock("2026-11-20T12:00:00Z"), { perSecond: 1, burst: 1 });
  expect([limit.take("a"), limit.take("b"), limit.take("a")]).toEqual([true, true, false]);
});
