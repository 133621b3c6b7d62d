import { describe, expect, it } from "vitest";
import { evaluateExpression } from "#simulation/alarms/metric-math.ts";

const values = new Map([
  ["errors", 5],
  ["invocations", 8],
  ["none", undefined],
  ["zero", 0],
]);

describe("evaluateExpression()", () => {
  it.each([
    ["errors", 5],
    ["1 + 2 * 3 - 4 / 2", 5],
    ["(1 + 2) * 3", 9],
    ["errors >= 5", 1],
    ["errors >= 6", 0],
    ["IF(errors >= 5, 100 * errors / invocations, 0)", 62.5],
    ["IF(errors >= 6, 100 * errors / invocations, 0)", 0],
    ["FILL(none, 2) + FILL(errors, 0)", 7],
    ["errors + none", undefined],
    ["IF(none >= 1, 1, 0)", undefined],
    ["errors / zero", undefined],
  ])("of %s is %s", (expression, expected) => {
    expect(evaluateExpression(expression, values)).toBe(expected);
  });

  it("is nothing where no metric has data: FILL does not make any", () => {
    expect(evaluateExpression("FILL(none, 0)", new Map([["none", undefined]]))).toBeUndefined();
  });

  it.each(["SUM(errors)", "errors +", "unknown", "1 2", "IF(errors, 1)"])("does not guess at %s", (expression) => {
    expect(() => evaluateExpression(expression, values)).toThrow(/^Cannot read expression/);
  });
});
