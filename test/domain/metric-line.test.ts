import { describe, expect, it } from "vitest";
import { metricLines } from "#domain/metric-line.ts";

describe("metricLines()", () => {
  it("sums counts, keeps every time, and has one line for each set of dimensions", () => {
    const parked = { metric: "FindingsParked", value: 1 } as const;
    const lines = metricLines([
      parked,
      { ...parked, by: { reason: "setup-fault" } },
      parked,
      { ...parked, by: { reason: "setup-fault" } },
      { metric: "LagSeconds", value: 3 },
      { metric: "LagSeconds", value: 5 },
    ]);
    expect(lines).toEqual([
      {
        values: [
          ["FindingsParked", 2],
          ["LagSeconds", 3],
          ["LagSeconds", 5],
        ],
      },
      { by: { reason: "setup-fault" }, values: [["FindingsParked", 2]] },
    ]);
  });

  it("is empty where nothing was counted", () => {
    expect(metricLines([])).toEqual([]);
  });
});
