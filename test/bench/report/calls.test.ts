import { describe, expect, it } from "vitest";
import { callsPerFinding } from "#bench/report/calls.ts";
import { axisMax } from "#bench/report/charts/calls-chart.ts";
import { someMetrics } from "../a-result.ts";

describe("callsPerFinding()", () => {
  it("divides by the findings, and puts what it does not know last", () => {
    const calls = {
      "Detective.StartInvestigation": 10,
      "Detective.GetInvestigation": 25,
      "SecurityHub.BatchUpdateFindings": 2,
      "States.StartExecution": 5,
      "DynamoDB.UpdateItem": 15,
    };
    expect(callsPerFinding(someMetrics({ calls, findings: 10 }))).toEqual([1, 2.5, 0, 0, 0, 0.2, 2]);
  });

  it("knows operations by their name alone", () => {
    expect(callsPerFinding(someMetrics({ calls: { "detective:ListIndicators": 3 }, findings: 3 }))?.[3]).toBe(1);
  });

  it.each([{ calls: { "A.B": 1 } }, { findings: 1 }])("tells nothing of %j", (counted) => {
    expect(callsPerFinding(someMetrics(counted))).toBeUndefined();
  });
});

describe("axisMax()", () => {
  it.each([
    { totals: [15.8, 8.5, 8.5, 153, 6.1, 10.4], max: 15.8 },
    { totals: [5, 6, 7], max: 7 },
    { totals: [3], max: 3 },
    { totals: [0, 0, 9], max: 0 },
    { totals: [], max: 1 },
  ])("of $totals is $max: one long bar does not flatten the others", ({ totals, max }) => {
    expect(axisMax(totals)).toBe(max);
  });
});
