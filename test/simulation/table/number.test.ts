import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, numberOf, sumOf } from "#simulation/table/number.ts";
import { refusal } from "./a-table.ts";

describe("numberOf() and decimalText()", () => {
  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["007", "7"],
    ["1.50", "1.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-1e2", "-100"],
    ["1E+21", "1000000000000000000000"],
    ["1.5e-7", "0.00000015"],
    ["-12e-8", "-0.00000012"],
    ["9007199254740992", "9007199254740992"],
    ["1772620200.123", "1772620200.123"],
    ["1e125", `1${"0".repeat(125)}`],
    ["1e-130", `0.${"0".repeat(129)}1`],
  ])("reads %s and writes %s", (text, canonical) => {
    expect(decimalText(numberOf(text))).toBe(canonical);
  });

  it.each([
    ["no number", ["", "x", "1x", "+1", "1e", "0x10", "1 ", "Infinity", "NaN", "--1", "1.2.3"]],
    ["outside DynamoDB's range", ["1e126", "-1e126", "1e-131", "1e999", "1e-999"]],
    ["of more than 38 digits", ["1".repeat(39), `0.${"1".repeat(39)}`]],
    ["told apart from others by no double", ["9007199254740993", "0.12345678901234567890", "1e22.5"]],
  ])("refuses what is %s", (_what, texts) => {
    for (const text of texts) expect([text, refusal(() => numberOf(text)).name]).toEqual([text, "ValidationException"]);
  });

  it("are each other's inverse, and keep the order", () => {
    const numbers = fc.double({ min: -1e120, max: 1e120, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-120);
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [numberOf(decimalText(a)), numberOf(decimalText(b))];
        expect([x, y, x < y]).toEqual([a + 0, b + 0, a < b]);
      }),
    );
  });
});

describe("sumOf()", () => {
  it.each([
    [1, 2, 3],
    [0.1, 0.2, 0.3],
    [-0.3, 0.1, -0.2],
    [1.5, -1.5, 0],
    [1_772_620_200.123, 0.001, 1_772_620_200.124],
    [1e20, 1e20, 2e20],
    [9_007_199_254_740_991, 1, 9_007_199_254_740_992],
    [-0.5, 0.25, -0.25],
  ])("adds %s and %s exactly", (a, b, sum) => {
    expect(sumOf(a, b)).toBe(sum);
  });

  it("refuses a sum that no double is", () => {
    expect(refusal(() => sumOf(9_007_199_254_740_991, 2)).name).toBe("ValidationException");
    expect(refusal(() => sumOf(1e20, 0.5)).name).toBe("ValidationException");
  });
});
