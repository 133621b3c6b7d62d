import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { putOffSeconds, receivesMax } from "#domain/put-off.ts";

describe("putOffSeconds()", () => {
  it.each([
    { receives: 1, shortest: 15, longest: 30 },
    { receives: 2, shortest: 30, longest: 60 },
    { receives: 7, shortest: 960, longest: 1_920 },
    { receives: 8, shortest: 1_800, longest: 3_600 },
    { receives: 5_000, shortest: 1_800, longest: 3_600 },
  ])("puts off receive $receives for $shortest to $longest s", ({ receives, shortest, longest }) => {
    expect([putOffSeconds(receives, 0), putOffSeconds(receives, 0.999_999)]).toEqual([shortest, longest]);
  });

  it("is whole seconds that SQS takes, whatever it is given", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (receives, dice) => {
        const seconds = putOffSeconds(receives, dice);
        expect(Number.isInteger(seconds) && seconds > 0 && seconds <= 43_200).toBe(true);
      }),
    );
  });

  it("outlasts an outage of four hours at least, and gives up within ten", () => {
    const hours = (dice: number) =>
      Array.from({ length: receivesMax }, (_, n) => putOffSeconds(n + 1, dice)).reduce((sum, one) => sum + one) / 3_600;
    expect([hours(0), hours(0.999_999)].map((one) => Math.floor(one))).toEqual([5, 10]);
  });
});
