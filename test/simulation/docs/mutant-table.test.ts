import { describe, expect, it } from "vitest";
import { mutantTable } from "#simulation/docs/mutant-table.ts";

describe("mutantTable()", () => {
  it("has a line for every mutant, with the seed that caught it and the faults that could strike", () => {
    const mutants = ["no-claim", "no-rest", "no-end"].map((name) => ({ name, bug: `has ${name}` }));
    const results = [
      { name: "no-claim", invariant: "I2", seed: 7 },
      { name: "no-rest", invariant: "I1", seed: 12, focused: true } as const,
    ];
    expect(mutantTable(mutants, results, { "no-rest": ["list-lag"], "no-claim": ["reads-stale"] }).split("\n")).toEqual(
      [
        "| bug | what it does | breaks | seed | faults |",
        "| --- | --- | --- | ---: | --- |",
        "| `no-claim` | has no-claim | I2 | 7 | all |",
        "| `no-rest` | has no-rest | I1 | 12 | `list-lag` |",
        "| `no-end` | has no-end | none |  | all |",
      ],
    );
  });
});
