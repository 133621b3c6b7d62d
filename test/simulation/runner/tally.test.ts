import { describe, expect, it } from "vitest";
import type { SeedReport } from "#simulation/runner/message.ts";
import { Tally } from "#simulation/runner/tally.ts";

const aSeed = (over: Partial<SeedReport> = {}): SeedReport => ({
  seed: 1,
  traceHash: "0",
  violations: [],
  struck: [],
  strikes: 0,
  counts: {},
  ...over,
});

function tallyOf(...seeds: readonly SeedReport[]): Tally {
  const tally = new Tally();
  tally.add({ seeds, heapBytes: 5 });
  return tally;
}

describe("Tally", () => {
  it("covers the pairs of kinds that struck in one seed, in either order", () => {
    const tally = tallyOf(aSeed({ struck: ["b", "a"] }), aSeed({ struck: ["a", "b"] }), aSeed({ struck: ["c"] }));
    expect(tally.pairCoverage(["a", "b", "c"])).toBeCloseTo(1 / 3);
    expect(tally.missingPairs(["c", "b", "a"])).toEqual([
      ["a", "c"],
      ["b", "c"],
    ]);
  });

  it("has nothing to cover with fewer than two kinds", () => {
    expect(tallyOf().pairCoverage(["a"])).toBe(1);
  });

  it("names each failing seed once, by the first promise it broke, and counts them all", () => {
    const violations = ["I2", "I3"].map((invariant) => ({ invariant, atMs: 0, what: `breaks ${invariant}` }));
    const tally = tallyOf(aSeed({ seed: 9, violations }), aSeed({ seed: 10 }));
    expect(tally.failing).toEqual([{ seed: 9, invariant: "I2", what: "breaks I2" }]);
    expect([tally.seeds, tally.violations]).toEqual([2, 2]);
  });

  it("sums the strikes and keeps the largest heap", () => {
    const tally = tallyOf(aSeed({ strikes: 3, struck: ["a"] }), aSeed({ strikes: 4, struck: ["a"] }));
    tally.add({ seeds: [], heapBytes: 3 });
    expect([tally.strikes, tally.heapBytesMax, tally.seedsByKind.get("a")]).toEqual([7, 5, 2]);
  });
});
