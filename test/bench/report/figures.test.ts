import { describe, expect, it } from "vitest";
import { dollars, figure, kilobytes, percent, seconds } from "#bench/report/figures.ts";

describe("figure()", () => {
  it.each([
    [0, "0"],
    [0.000_4, "<0.001"],
    [0.001, "0.001"],
    [0.054_7, "0.055"],
    [1, "1"],
    [1.005_4, "1.01"],
    [9.996, "10"],
    [21.42, "21.4"],
    [99.96, "100"],
    [153.2, "153"],
    [2_710.5, "2,711"],
    [1_234_567, "1,234,567"],
  ])("of %d is %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

it("units go with their figures", () => {
  expect([dollars(1_551.7), dollars(0.6), seconds(10.84), kilobytes(603_919)]).toEqual([
    "$1,552",
    "$0.6",
    "10.8 s",
    "604 KB",
  ]);
});

describe("percent()", () => {
  it.each([
    [1, "100 %"],
    [0.999_99, "99.9 %"],
    [0.29, "29 %"],
    [0.012_34, "1.2 %"],
    [0, "0 %"],
  ])("of %d is %s: nothing is rounded up to the whole", (share, text) => {
    expect(percent(share)).toBe(text);
  });
});
