import { describe, expect, it } from "vitest";
import { goalsOf } from "#bench/report/goals.ts";
import type { Metrics } from "#bench/result.ts";
import { aResult, someMetrics } from "../a-result.ts";

const verdicts = (over: Parameters<typeof aResult>[0]) =>
  Object.fromEntries(goalsOf(aResult(over)).map(({ where, what, isMet }) => [`${where}: ${what}`, isMet]));

function single(gumshoe: Partial<Metrics>, peers: object = {}) {
  return verdicts({ workloads: { single: { gumshoe: someMetrics(gumshoe), ...peers } } });
}

describe("goalsOf()", () => {
  it("are all met by a result that meets them", () => {
    const goals = goalsOf(aResult());
    expect(goals).toHaveLength(13);
    expect(goals.filter(({ isMet }) => isMet !== true)).toEqual([]);
  });

  it.each([
    { what: "Single: cost per million findings", metrics: { dollarsPerMillion: 250.01 } },
    { what: "Single: lag, median", metrics: { lagP50Seconds: 12.1 } },
  ])("$what is missed just above its limit", ({ what, metrics }) => {
    expect(single(metrics)[what]).toBe(false);
  });

  it("compare the cost with the cheapest peer that is fast enough and enriches anything", () => {
    const what = "Single: cost under the cheapest peer that answers within 20 s";
    const ours = { dollarsPerMillion: 100 };
    const peer = (dollarsPerMillion: number, lagP50Seconds: number, recall = 1) =>
      someMetrics({ dollarsPerMillion, lagP50Seconds, recall });
    expect(single(ours, { blog128: peer(101, 20), thesisBackoff: peer(50, 21), perFinding: peer(1, 1, 0) })[what]).toBe(
      true,
    );
    expect(single(ours, { blog128: peer(100, 20) })[what]).toBe(false);
    expect(single(ours)[what]).toBeUndefined();
  });

  it.each<{ what: string; workload: string; metrics: Partial<Metrics> }>([
    {
      what: "Burst: investigations started for each principal",
      workload: "burst",
      metrics: { startsPerPrincipal: 1.01 },
    },
    { what: "Burst: cost per million findings", workload: "burst", metrics: { dollarsPerMillion: 25.1 } },
    {
      what: "Flood: time in proportion to what the quotas allow",
      workload: "flood",
      metrics: { makespanSeconds: 116, boundSeconds: 100 },
    },
    { what: "Flood: pairs lost", workload: "flood", metrics: { lost: 1 } },
    { what: "Duplicates: extra investigations", workload: "duplicates", metrics: { extraStarts: 1 } },
    { what: "Duplicates: extra updates", workload: "duplicates", metrics: { extraWrites: 1 } },
    {
      what: "Faults: calls in proportion to a run without faults",
      workload: "faults",
      metrics: { callsVersusFaultFree: 1.16 },
    },
    { what: "Long tail: Lambda seconds spent waiting", workload: "longTail", metrics: { lambdaSecondsWaiting: 0.1 } },
    { what: "Soak: violations", workload: "soak", metrics: { violations: 1 } },
    { what: "Soak: real time", workload: "soak", metrics: { wallSeconds: 901 } },
    { what: "Soak: memory, MB", workload: "soak", metrics: { residentMb: 1_001 } },
  ])("$what is missed by $metrics", ({ what, workload, metrics }) => {
    expect(verdicts({ workloads: { [workload]: { gumshoe: someMetrics(metrics) } } })[what]).toBe(false);
  });

  it("take the worst of all functions", () => {
    const small = { bytes: 1_000, importMs: 10, emptyMs: 5 };
    const bundles = { small, heavy: { ...small, bytes: 700_001 }, slow: { ...small, importMs: 80.1 } };
    expect(verdicts({ bundles })).toMatchObject({
      "Functions: largest bundle": false,
      "Functions: longest import, in empty handlers": false,
    });
  });

  it("say so when nothing was measured", () => {
    const goals = goalsOf(aResult({ workloads: {}, bundles: {} }));
    expect(goals.filter(({ measured, isMet }) => measured !== undefined || isMet !== undefined)).toEqual([]);
  });
});
