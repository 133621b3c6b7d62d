import { describe, expect, it } from "vitest";
import { caseOf, countOf, productScoreOf, severityRank } from "#domain/brief/finding-case.ts";
import { SeverityLabel } from "#domain/contract.ts";
import { severityOf } from "#domain/severity.ts";
import cases from "../../cases/brief/cases.json" with { type: "json" };
import numbers from "../../cases/brief/numbers.json" with { type: "json" };

describe("caseOf()", () => {
  it.each(cases)("reads $name", ({ finding, case: expected }) => {
    expect(caseOf(finding)).toEqual(expected);
  });
});

describe("countOf() and productScoreOf()", () => {
  it.each(numbers)("read $name", ({ finding, count, score }) => {
    expect({ count: countOf(finding), score: productScoreOf(finding) }).toEqual({ count, score });
  });
});

describe("severityRank()", () => {
  it("rises with every label", () => {
    expect(SeverityLabel.options.map(severityRank)).toEqual([0, 1, 2, 3, 4]);
  });

  it("never falls when a score rises from 0 to 10", () => {
    const ranks = Array.from({ length: 201 }, (_, step) => severityRank(severityOf(step * 0.05)));
    expect({ ranks, ends: [ranks[0], ranks[200]] }).toEqual({ ranks: ranks.toSorted(), ends: [0, 4] });
  });
});
