import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { assemble } from "#bench/harness/assemble.ts";
import type { JobReport } from "#bench/harness/job.ts";
import { planJobs, sweptFindingsPerPrincipal } from "#bench/harness/plan.ts";
import { runJob } from "#bench/harness/run-job.ts";
import { readPrices } from "#bench/prices.ts";
import { type BenchResult, parseResult } from "#bench/result.ts";
import { blueprintOf } from "#simulation/blueprint.ts";

const about = { seed: 1, commit: "c0ffee", priceSheet: "2026-11-20", nodeVersion: process.version };
const peers = ["blog128", "blog512", "thesisBusyWait", "thesisBackoff", "perFinding"];
const metrics = [
  "dollarsPerMillion",
  "transitionsPerFinding",
  "startsPerPrincipal",
  "lagP50Seconds",
  "lagP95Seconds",
  "lost",
  "recall",
];

describe("a whole run, a hundredth of its size", () => {
  let result: BenchResult;
  let reports: JobReport[];
  beforeAll(async () => {
    const setUp = { blueprint: await blueprintOf("cdk.out"), prices: readPrices() };
    const jobs = planJobs({ seed: 1, scale: 0.01 });
    reports = [];
    for (const job of jobs) reports.push(await runJob(job, setUp));
    result = assemble(about, reports, {});
  }, 60_000);

  it("is the same when it is run again", async () => {
    const setUp = { blueprint: await blueprintOf("cdk.out"), prices: readPrices() };
    const some = reports.slice(0, 3);
    const again: JobReport[] = [];
    for (const { job } of some) again.push(await runJob(job, setUp));
    expect(again).toEqual(some);
  });

  it("tells of every workload but the soak, of Gumshoe and of every peer", () => {
    const systems = Object.entries(result.workloads).map(([name, one]) => [name, Object.keys(one)]);
    expect(Object.fromEntries(systems)).toEqual({
      single: ["gumshoe", ...peers],
      burst: ["gumshoe", ...peers],
      flood: ["gumshoe"],
      duplicates: ["gumshoe", ...peers],
      faults: ["gumshoe", ...peers],
      longTail: ["gumshoe", ...peers],
    });
  });

  it("tells all metrics of each, every one finite", () => {
    for (const systems of Object.values(result.workloads)) {
      for (const one of Object.values(systems)) {
        expect(Object.keys(one ?? {})).toEqual(expect.arrayContaining(metrics));
        expect(Object.values(one ?? {}).every((value) => typeof value !== "number" || Number.isFinite(value))).toBe(
          true,
        );
      }
    }
  });

  it("sweeps the findings per principal, with a cost above 0 for every system", () => {
    const points = result.sweeps?.findingsPerPrincipal ?? [];
    expect(points.map(({ findingsPerPrincipal }) => findingsPerPrincipal)).toEqual(sweptFindingsPerPrincipal);
    for (const { dollarsPerMillion } of points) expect(Object.keys(dollarsPerMillion)).toEqual(["gumshoe", ...peers]);
  });
});

describe("bench/main.ts", () => {
  const run = (...given: readonly string[]) =>
    spawnSync(process.execPath, ["--no-warnings", "--import", "tsx", "bench/main.ts", ...given], { encoding: "utf8" });

  it("prints the result as JSON and nothing else", () => {
    const { stdout, stderr, status } = run("--json", "--workload", "burst", "--scale", "0.01");
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(Object.keys(parseResult(JSON.parse(stdout)).workloads)).toEqual(["burst"]);
  });

  it("ends with 1 and a sentence when it cannot start", () => {
    const { stdout, stderr, status } = run("--workload", "storm");
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^Cannot run workload "storm": one of single, .* is wanted\n$/);
  });
});
