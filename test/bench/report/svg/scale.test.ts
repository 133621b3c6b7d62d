import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearScale, linearTicks, logScale, logTicks } from "#bench/report/svg/scale.ts";

describe("linearScale()", () => {
  it("puts values in proportion, and all in one place when there is one value", () => {
    const x = linearScale({ from: 0, to: 10 }, { from: 100, to: 200 });
    expect([x(0), x(5), x(10)]).toEqual([100, 150, 200]);
    expect(linearScale({ from: 3, to: 3 }, { from: 100, to: 200 })(3)).toBe(100);
  });
});

describe("logScale()", () => {
  it("gives every power of ten the same room, upwards too", () => {
    const y = logScale({ from: 1, to: 100 }, { from: 200, to: 0 });
    expect([y(1), y(10), y(100)]).toEqual([200, 100, 0]);
  });

  it.each([0, -1, Number.NaN])("throws for %d", (value) => {
    expect(() => logScale({ from: 1, to: 10 }, { from: 0, to: 1 })(value)).toThrow(`Cannot place ${value}`);
  });
});

describe("linearTicks()", () => {
  it.each([
    { max: 88.6, ticks: [0, 20, 40, 60, 80, 100] },
    { max: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    { max: 15.8, ticks: [0, 5, 10, 15, 20] },
    { max: 0.12, ticks: [0, 0.025, 0.05, 0.075, 0.1, 0.125] },
    { max: 3_780, ticks: [0, 1_000, 2_000, 3_000, 4_000] },
  ])("up to $max are $ticks", ({ max, ticks }) => {
    expect(linearTicks(max)).toEqual(ticks);
  });

  it("are few, rise from 0 and reach the greatest value, whatever it is", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (max) => {
        const ticks = linearTicks(max);
        const rise = ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? 0));
        return (
          ticks[0] === 0 && rise && ticks.length >= 2 && ticks.length <= 7 && (ticks.at(-1) ?? 0) >= max * (1 - 1e-8)
        );
      }),
    );
  });
});

describe("logTicks()", () => {
  it.each([
    { values: [2, 1_552], ticks: [1, 10, 100, 1_000, 10_000] },
    { values: [10], ticks: [10, 100] },
    { values: [0.02, 0.5], ticks: [0.01, 0.1, 1] },
  ])("around $values are $ticks", ({ values, ticks }) => {
    expect(logTicks(values)).toEqual(ticks);
  });
});
