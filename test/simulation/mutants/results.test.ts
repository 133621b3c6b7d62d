import { describe, expect, it } from "vitest";
import { merged } from "#simulation/mutants/results.ts";

const [one, two, three] = ["one", "two", "three"].map((name) => ({ name, bug: `does ${name}` })) as [M, M, M];
type M = { readonly name: string; readonly bug: string };
const caught = (mutant: M, seed: number) => ({
  mutant,
  faults: undefined,
  caught: { seed, invariant: "I1", what: "lost" },
  seconds: 1,
});

describe("merged()", () => {
  it("has what hunts came to now, and what they came to before where nobody hunted, in the mutants' order", () => {
    const before = [
      { name: "two", invariant: "I2", seed: 2 },
      { name: "one", invariant: "I2", seed: 2 },
    ];
    expect(merged([one, two, three], before, [caught(three, 3), caught(two, 9)])).toEqual([
      { name: "one", invariant: "I2", seed: 2 },
      { name: "two", invariant: "I1", seed: 9 },
      { name: "three", invariant: "I1", seed: 3 },
    ]);
  });

  it("has nothing of a mutant that survives, or that is gone", () => {
    const before = [one, two].map(({ name }) => ({ name, invariant: "I2", seed: 2 }));
    expect(merged([one], before, [{ ...caught(one, 1), caught: undefined }])).toEqual([]);
  });

  it("says where only some faults could strike", () => {
    const hunts = [{ ...caught(one, 5), faults: ["list-lag"] }];
    expect(merged([one], [], hunts)).toEqual([{ name: "one", invariant: "I1", seed: 5, focused: true }]);
  });
});
