import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { proofPage, withTables } from "#simulation/docs/proof-page.ts";

describe("docs/proof.md", () => {
  it("has the tables of faults and of mutants as they are (node --import tsx simulation/docs/main.ts writes them anew)", () => {
    const page = readFileSync(proofPage, "utf8");
    expect(withTables(page)).toBe(page);
  });

  it("needs the marks between which the tables stand", () => {
    expect(() => withTables("# Proof")).toThrow("Cannot write the faults");
  });
});
