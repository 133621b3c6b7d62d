import { describe, expect, it } from "vitest";
import { MetricsSum } from "#bench/harness/metrics.ts";
import { readPrices } from "#bench/prices.ts";
import { Metrics } from "#bench/result.ts";
import { aPlayed } from "./a-played.ts";

const prices = readPrices();

function metricsOf(...played: readonly ReturnType<typeof aPlayed>[]): Metrics {
  const sum = new MetricsSum();
  for (const one of played) sum.add(one);
  return sum.metrics(prices);
}

describe("MetricsSum", () => {
  it("tells of one world what was counted there", () => {
    expect(metricsOf(aPlayed({ waitedMs: 500, idleWrites: 3, startsWanted: 2 }))).toMatchObject({
      // 40 transitions are $0.001
      dollarsPerMillion: expect.closeTo(100, 9),
      transitionsPerFinding: 4,
      startsPerPrincipal: 1,
      lagP50Seconds: 5,
      lagP95Seconds: 10,
      lost: 0,
      recall: 1,
      parked: 0,
      delayP50Seconds: 150,
      findings: 10,
      principals: 2,
      makespanSeconds: 200,
      throttledShare: 1 / 8,
      lambdaSecondsWaiting: 0.5,
      getInvestigationPerInvestigation: 3,
      extraStarts: 0,
      extraWrites: 3,
      historyEventsMax: 50,
    });
  });

  it("adds up several worlds, and takes the longest makespan and history", () => {
    const other = aPlayed({
      startsWanted: 2,
      lagsMs: [20_000],
      delaysMs: [1],
      lost: 9,
      lastEnrichedAtMs: 900_000,
      historyEventsMax: 7,
      starts: 5,
    });
    expect(metricsOf(aPlayed(), other)).toMatchObject({
      findings: 20,
      transitionsPerFinding: 4,
      startsPerPrincipal: 7 / 4,
      lost: 9,
      recall: 11 / 20,
      lagP95Seconds: 20,
      makespanSeconds: 900,
      historyEventsMax: 50,
      extraStarts: 3,
    });
  });

  it("does not count extra starts where nobody can say how many are wanted", () => {
    expect(metricsOf(aPlayed({ starts: 9 }))).not.toHaveProperty("extraStarts");
  });

  it("is finite throughout when nothing was done at all", () => {
    const idle = aPlayed({ calls: {}, throttledCalls: 0, lagsMs: [], delaysMs: [], starts: 0, lost: 10 });
    expect(Metrics.safeParse(metricsOf(idle)).error).toBeUndefined();
  });

  it("keeps the bill's items together equal to the bill", () => {
    const { dollarItems = {}, dollarsPerMillion } = metricsOf(aPlayed());
    expect(Object.values(dollarItems).reduce((sum, one) => sum + one, 0)).toBeCloseTo(dollarsPerMillion, 9);
  });
});
