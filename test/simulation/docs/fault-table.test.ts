import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directedTests } from "#simulation/docs/directed-tests.ts";
import { faultRows } from "#simulation/docs/fault-rows.ts";
import { faultTable } from "#simulation/docs/fault-table.ts";
import { faultKinds } from "#simulation/faults/kinds.ts";

const quiet = { arm: () => ({}) };

describe("faultTable()", () => {
  it("has a line for every row, with its kinds and the tests that name them", () => {
    const rows = [
      { row: 1, fault: "Intake: twice" },
      { row: 2, fault: "Intake: filtered", staticTests: ["test/infra/feed.test.ts"] },
    ];
    const kinds = [
      { name: "again", row: 1, what: "it comes again | later", ...quiet },
      { name: "and-again", row: 1, what: "it comes a third time", ...quiet },
    ];
    expect(faultTable(rows, kinds, () => ["test/scenarios/simulation/faults/intake.test.ts"]).split("\n")).toEqual([
      "| row | fault | kinds | tests |",
      "| ---: | --- | --- | --- |",
      "| 1 | Intake: twice | `again`: it comes again \\| later<br>`and-again`: it comes a third time | [intake](../test/scenarios/simulation/faults/intake.test.ts) |",
      "| 2 | Intake: filtered | at deployment only | [infra/feed](../test/infra/feed.test.ts) |",
    ]);
  });
});

describe("the fault matrix", () => {
  it("has rows 1 to 71", () => {
    expect(faultRows.map(({ row }) => row)).toEqual(Array.from({ length: 71 }, (_, index) => index + 1));
  });

  it("has a kind for every row, or a test of what is deployed", () => {
    const known = new Set(faultKinds.map(({ row }) => row));
    const bare = faultRows.filter(({ row, staticTests = [] }) => !known.has(row) && staticTests.length === 0);
    expect(bare).toEqual([]);
    expect(faultRows.flatMap(({ staticTests = [] }) => staticTests).filter((file) => !existsSync(file))).toEqual([]);
  });

  it("has a name for every kind, another one for each, and a test that names it", () => {
    const names = faultKinds.map(({ name }) => name);
    const testsOf = directedTests();
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.filter((name) => testsOf(name).length === 0)).toEqual([]);
  });
});
