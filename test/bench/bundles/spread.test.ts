import { describe, expect, it } from "vitest";
import { spreadOf } from "#bench/bundles/spread.ts";

describe("spreadOf()", () => {
  it.each([
    { values: [7], spread: { min: 7, median: 7, p90: 7 } },
    { values: [3, 1], spread: { min: 1, median: 2, p90: 3 } },
    { values: [5, 1, 100], spread: { min: 1, median: 5, p90: 100 } },
    { values: [10, 2, 8, 4, 6, 1, 9, 3, 7, 5], spread: { min: 1, median: 5.5, p90: 9 } },
  ])("of $values is $spread", ({ values, spread }) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it("throws when there are no values", () => {
    expect(() => spreadOf([])).toThrow("Cannot tell a median");
  });
});
