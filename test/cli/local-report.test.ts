import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conservationOf, findingOutcomes, unaccountedFor } from "#cli/local-report.ts";

const rows = fc.array(fc.record({ outcome: fc.constantFrom(...findingOutcomes) }));

describe("conservationOf()", () => {
  it("counts rows by outcome and inputs without a row as rejected", () => {
    const outcomes = ["enriched", "enriched", "skipped", "parked", "rejected", "not-investigable"] as const;
    expect(
      conservationOf(
        outcomes.map((outcome) => ({ outcome })),
        2,
      ),
    ).toEqual({ in: 8, enriched: 2, notInvestigable: 1, skipped: 1, parked: 1, rejected: 3, holds: true });
  });

  it("holds for whatever has an outcome", () => {
    fc.assert(
      fc.property(rows, fc.nat(9), (all, rejectedInputs) => {
        const { in: total, holds } = conservationOf(all, rejectedInputs);
        expect({ total, holds }).toEqual({ total: all.length + rejectedInputs, holds: true });
      }),
    );
  });

  it("does not hold when a single row is unaccounted for", () => {
    fc.assert(
      fc.property(rows, fc.nat(9), (all, rejectedInputs) => {
        const lost = { outcome: "parked" as const, reason: unaccountedFor };
        expect(conservationOf([...all, lost], rejectedInputs)).toMatchObject({
          in: all.length + 1 + rejectedInputs,
          parked: all.filter(({ outcome }) => outcome === "parked").length,
          holds: false,
        });
      }),
    );
  });
});
