import { describe, expect, it } from "vitest";
import { assemble } from "#bench/harness/assemble.ts";
import type { JobReport } from "#bench/harness/job.ts";
import { soakSystems } from "#bench/harness/soak-systems.ts";
import { readPrices } from "#bench/prices.ts";
import { someMetrics } from "../a-result.ts";
import { aPlayed } from "./a-played.ts";

const about = { seed: 1, commit: "c0ffee", priceSheet: "2026-11-20", nodeVersion: "v20.0.0" };
const [seed, scale] = [1, 1];

const reports: readonly JobReport[] = [
  {
    kind: "metrics",
    job: { kind: "workload", workload: "burst", system: "blog128", seed, scale },
    metrics: someMetrics({ recall: 0.5 }),
  },
  {
    kind: "metrics",
    job: { kind: "workload", workload: "burst", system: "gumshoe", seed, scale },
    metrics: someMetrics(),
  },
  {
    kind: "metrics",
    job: { kind: "workload", workload: "single", system: "gumshoe", seed, scale },
    metrics: someMetrics(),
  },
  {
    kind: "metrics",
    job: { kind: "sharing", findingsPerPrincipal: 5, system: "gumshoe", seed, scale },
    metrics: someMetrics({ dollarsPerMillion: 7 }),
  },
];

describe("assemble()", () => {
  it("puts workloads in their order, systems under them, and the sweep beside", () => {
    const result = assemble(about, reports, {});
    expect(Object.keys(result.workloads)).toEqual(["single", "burst"]);
    expect(result.workloads.burst).toEqual({ gumshoe: someMetrics(), blog128: someMetrics({ recall: 0.5 }) });
    expect(result.sweeps?.findingsPerPrincipal).toEqual([
      { findingsPerPrincipal: 5, dollarsPerMillion: { gumshoe: 7 } },
    ]);
    expect(result).toMatchObject({ simulated: true, ...about, bundles: {} });
  });

  it("throws when a number is not finite", () => {
    const [first, ...rest] = reports;
    if (first?.kind !== "metrics") throw new Error("unreachable");
    const broken = { ...first, metrics: someMetrics({ lagP50Seconds: Number.NaN }) };
    expect(() => assemble(about, [broken, ...rest], {})).toThrow("lagP50Seconds");
  });
});

describe("soakSystems()", () => {
  const spent = { wallSeconds: 600, residentMb: 800 };
  const shard = (number: number, violations: readonly string[]): JobReport => ({
    kind: "soak",
    job: { kind: "soak", shard: number, shards: 2, system: "gumshoe", seed, scale },
    soaked: { played: aPlayed(), violations },
  });

  it("adds the worlds up, with what they took and what was broken", () => {
    expect(soakSystems([shard(0, []), shard(1, ["I1: lost"])], readPrices(), spent)?.gumshoe).toMatchObject({
      findings: 20,
      violations: 1,
      ...spent,
    });
  });

  it("is undefined without a soak", () => {
    expect(soakSystems(reports, readPrices(), spent)).toBeUndefined();
  });
});
