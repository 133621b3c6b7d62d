import { describe, expect, it } from "vitest";
import type { Errand } from "#simulation/runner/message.ts";
import { playMissingPairs } from "#simulation/runner/pairs.ts";
import { Tally } from "#simulation/runner/tally.ts";

const aSeed = { traceHash: "0", violations: [], strikes: 0, counts: {} };

/** Plays the missing pairs of three kinds in a world in which those strike that `strikes` says. @returns the rounds of errands */
async function played(strikes: (errand: Errand) => readonly string[]) {
  const [tally, rounds] = [new Tally(), [] as (readonly Errand[])[]];
  tally.add({ seeds: [{ ...aSeed, seed: 1, struck: ["a", "b"] }], heapBytes: 0 });
  await playMissingPairs(tally, ["a", "b", "c"], 7, async (errands) => {
    rounds.push(errands);
    const seeds = errands.map((errand) => ({ ...aSeed, seed: errand.first, few: errand.few, struck: strikes(errand) }));
    tally.add({ heapBytes: 0, seeds: seeds.map(({ few, ...seed }) => ({ ...seed, ...(few && { few }) })) });
  });
  return { tally, rounds };
}

describe("playMissingPairs()", () => {
  it("plays each pair that no seed had, alone, and no longer than until both strike", async () => {
    const { tally, rounds } = await played(({ few }) => few?.faults ?? []);
    const errand = { first: 7, count: 1 };
    expect(rounds).toEqual([
      [
        { ...errand, few: { faults: ["a", "c"], intensity: 1 } },
        { ...errand, few: { faults: ["b", "c"], intensity: 1 } },
      ],
    ]);
    expect(tally.pairCoverage(["a", "b", "c"])).toBe(1);
  });

  it("plays on, in other seeds and in other ways, what does not strike together, and gives up at last", async () => {
    const { tally, rounds } = await played(({ few }) => few?.faults.filter((name) => name !== "a") ?? []);
    const tries = rounds.map(([one]) => [one?.first, one?.few?.intensity]);
    expect(new Set(tries.map(([seed]) => seed)).size).toBe(rounds.length);
    expect(tries.slice(0, 2)).toEqual([
      [7, 1],
      [8, 0.5],
    ]);
    expect(tally.missingPairs(["a", "b", "c"])).toEqual([["a", "c"]]);
  });

  it("arms beside a pair only kinds that were asked for", async () => {
    const { rounds } = await played(() => []);
    expect(new Set(rounds.flat().flatMap(({ few }) => few?.faults ?? []))).toEqual(new Set(["a", "b", "c"]));
  });
});
