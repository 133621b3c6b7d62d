import { describe, expect, it } from "vitest";
import { mutantTable } from "#simulation/docs/mutant-table.ts";

describe("mutantTable()", () => {
  it("has a line for every mutant, with the seed that caught it and the faults it was hunted under", () => {
    const mutants = [
      { name: "no-claim", bug: "nothing is claimed" },
      { name: "no-rest", bug: "nobody rests", faults: ["list-lag"] },
    ];
    const results = [{ name: "no-claim", invariant: "I2", seed: 7 }];
    expect(mutantTable(mutants, results).split("\n")).toEqual([
      "| bug | what it does | breaks | seed |",
      "| --- | --- | --- | ---: |",
      "| `no-claim` | nothing is claimed | I2 | 7 |",
      "| `no-rest` | nobody rests, under `list-lag` alone | none |  |",
    ]);
  });
});
