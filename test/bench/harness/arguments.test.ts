import { describe, expect, it } from "vitest";
import { readArguments, usage } from "#bench/harness/arguments.ts";
import { WorkloadName } from "#bench/result.ts";

describe("readArguments()", () => {
  it.each([
    { given: [], expected: { json: false, help: false, seed: 1, scale: 1 } },
    { given: ["--json", "--seed=-7"], expected: { json: true, help: false, seed: -7, scale: 1 } },
    {
      given: ["--workload", "soak", "--out", "r.json", "--scale", "0.5"],
      expected: { json: false, help: false, seed: 1, scale: 0.5, workload: "soak", out: "r.json" },
    },
  ])("reads $given", ({ given, expected }) => {
    expect(readArguments(given)).toEqual(expected);
  });

  it.each([
    { given: ["--workload", "storm"], message: 'Cannot run workload "storm": one of single, burst' },
    { given: ["--seed", "one"], message: 'Cannot use "one" for a seed: a whole number is wanted' },
    { given: ["--seed", "1.5"], message: "a whole number is wanted" },
    { given: ["--scale", "0"], message: 'Cannot run at scale "0"' },
    { given: ["--scale", "11"], message: "up to 10 is wanted" },
    { given: ["--fast"], message: "--fast" },
    { given: ["burst"], message: "burst" },
  ])("throws for $given", ({ given, message }) => {
    expect(() => readArguments(given)).toThrow(message);
  });
});

it("usage names every workload and option", () => {
  for (const name of WorkloadName.options) expect(usage).toContain(name);
  for (const option of ["--workload", "--seed", "--scale", "--out", "--json", "--help"])
    expect(usage).toContain(option);
});
