import { describe, expect, it } from "vitest";
import { findingObservables } from "#domain/brief/finding-observables.ts";
import { tablesOf } from "#domain/brief/finding-tables.ts";
import { briefCases } from "./brief-cases.ts";

describe.each(briefCases)("of $file, $name", ({ finding, observables, tables }) => {
  it("findingObservables() finds each once, where it stands first", () => {
    expect(findingObservables(finding)).toEqual(observables);
  });

  it("tablesOf() has a row for every element", () => {
    expect(tablesOf(finding)).toEqual(tables);
  });
});
