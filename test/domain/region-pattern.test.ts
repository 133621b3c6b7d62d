import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regionPatternProblem } from "#domain/region-pattern.ts";

describe("regionPatternProblem()", () => {
  it.each([
    "^eu-west-1$",
    "^eu-(west|central)-\\d$",
    "^us-(?:gov-)?(east|west)-[12]$",
    "^(us|eu)-.*$",
    "^ap-[a-z]+-\\d{1,2}$",
  ])("has nothing against %s", (pattern) => {
    expect(regionPatternProblem(pattern)).toBeUndefined();
  });

  it.each([
    { pattern: "us", problem: "is not anchored" },
    { pattern: "^us.*", problem: "is not anchored" },
    { pattern: "us.*$", problem: "is not anchored" },
    { pattern: "^eu-west-1$|us", problem: "is not anchored" },
    { pattern: "^eu-.*|us-.*$", problem: "is not anchored" },
    { pattern: "^(eu|us)-.*|ap-.*$", problem: "is not anchored" },
    { pattern: "^(a+)+$", problem: "repeats a group" },
    { pattern: "^(a|a)*$", problem: "repeats a group" },
    { pattern: "^((a|b)c){2,}$", problem: "repeats a group" },
    { pattern: "^.*.*.*.*.*$", problem: "5 groups and repetitions, 4 are the limit" },
    { pattern: "^(?=eu).*$", problem: "holds more than" },
    { pattern: "^(eu)-\\1$", problem: "holds more than" },
    { pattern: "^EU-WEST-1$", problem: "holds more than" },
    { pattern: "^eu\\$", problem: "holds more than" },
    { pattern: "^eu-(west$", problem: "is no regular expression" },
    { pattern: "^[z-a]$", problem: "is no regular expression" },
    { pattern: `^${"a".repeat(99)}$`, problem: "101 characters, 100 are the limit" },
    { pattern: "", problem: "is not anchored" },
  ])("refuses $pattern", ({ pattern, problem }) => {
    expect(regionPatternProblem(pattern)).toContain(problem);
  });

  it("lets no pattern through that finds a name inside of another text", () => {
    const parts = ["eu", "us", "-", "west", "1", "(", ")", "|", "^", "$", "?", "*", "+", ".", "[", "]", "\\d", "{2}"];
    const patterns = fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((some) => `^${some.join("")}$`);
    const accepted = patterns.filter((pattern) => regionPatternProblem(pattern) === undefined);
    fc.assert(
      fc.property(accepted, fc.constantFrom("eu", "us", "eu-west-1", "1", ""), (pattern, name) => {
        // What it takes of a longer text is the whole of it or nothing.
        const [found] = new RegExp(pattern, "u").exec(`X${name}X`) ?? [];
        expect([undefined, `X${name}X`]).toContain(found);
      }),
      { numRuns: 300 },
    );
  });

  // The worst that passes: it must come to its end, and would not in years if it were exponential.
  it.each(["^.*.*.*.*x$", "^(a|a|a|a|a|a|a|a|a)(a|a|a|a|a|a|a|a|a)(a|a|a|a|a|a|a|a|a)(a|a|a|a|a|a|a|a|a)$"])(
    "bounds the effort of %s",
    (pattern) => {
      expect(regionPatternProblem(pattern)).toBeUndefined();
      expect(new RegExp(pattern, "u").test("a".repeat(40))).toBe(false);
    },
  );
});
