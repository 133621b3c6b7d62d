import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPrices } from "#bench/prices.ts";
import { parseResult } from "#bench/result.ts";
import { costExpression, runningCost } from "#domain/running-cost.ts";
import { evaluateExpression } from "#simulation/alarms/metric-math.ts";

const counts = {
  executions: "executions",
  starts: "starts",
  looks: "looks",
  writes: "writes",
  requests: ["starts", "looks", "writes"],
  durationsMs: ["ms"],
  findings: "findings",
};

describe("runningCost", () => {
  it("counts with the prices of the sheet", () => {
    const { stepFunctionsTransition, lambdaRequest, lambdaGbSecondArm64 } = readPrices().lines;
    expect(runningCost.transition).toBeCloseTo(stepFunctionsTransition.dollars / stepFunctionsTransition.per, 12);
    expect(runningCost.lambdaRequest).toBeCloseTo(lambdaRequest.dollars / lambdaRequest.per, 12);
    expect(runningCost.lambdaMs).toBeCloseTo(
      (lambdaGbSecondArm64.dollars / lambdaGbSecondArm64.per) * (0.5 / 1_000),
      12,
    );
  });

  it("comes to what the benchmark found for single findings, within a tenth", () => {
    const single = parseResult(JSON.parse(readFileSync("bench/results.json", "utf8"))).workloads.single?.gumshoe;
    // One of each, and 1.75 looks on average; functions at work for some two seconds together.
    const values = { executions: 1, starts: 1, looks: 1.75, writes: 1, ms: 2_000, findings: 1 };
    const dollars = evaluateExpression(costExpression(counts), new Map(Object.entries(values))) ?? 0;
    const found = single?.dollarsPerMillion ?? 0;
    expect(Math.abs(dollars * 1_000_000 - found) / found).toBeLessThan(0.1);
  });
});

describe("costExpression()", () => {
  it("writes numbers as metric math reads them", () => {
    expect(costExpression(counts)).not.toMatch(/\de-?\d/);
  });

  it("costs nothing while nothing happens", () => {
    const idle = new Map(["executions", "starts", "looks", "writes", "ms", "findings"].map((id) => [id, 0]));
    expect(evaluateExpression(costExpression(counts), idle)).toBe(0);
  });
});
