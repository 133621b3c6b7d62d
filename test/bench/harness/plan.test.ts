import { describe, expect, it } from "vitest";
import { planJobs, sweptFindingsPerPrincipal } from "#bench/harness/plan.ts";
import { systemNames } from "#bench/result.ts";

describe("planJobs()", () => {
  const jobs = planJobs({ seed: 5, scale: 0.5 });

  it("puts every system to every workload but the flood, which only Gumshoe stands, and leaves the soak out", () => {
    const workloads = jobs.flatMap((job) => (job.kind === "workload" ? [`${job.workload} ${job.system}`] : []));
    const expected = ["longTail", "faults", "duplicates", "burst", "single"].flatMap((workload) =>
      systemNames.map((system) => `${workload} ${system}`),
    );
    expect(workloads).toEqual(["flood gumshoe", ...expected]);
    expect(jobs.some(({ kind }) => kind === "soak")).toBe(false);
  });

  it("sweeps the findings per principal over every system", () => {
    const points = jobs.filter(({ kind }) => kind === "sharing");
    expect(points).toHaveLength(sweptFindingsPerPrincipal.length * systemNames.length);
  });

  it("gives every job the seed and the scale", () => {
    expect(new Set(jobs.map(({ seed, scale }) => `${seed} ${scale}`))).toEqual(new Set(["5 0.5"]));
  });

  it("is one workload alone when asked for", () => {
    const burst = planJobs({ seed: 1, scale: 1, workload: "burst" });
    expect(burst.map(({ system }) => system)).toEqual(systemNames);
  });

  it("shares the soak among two worlds", () => {
    const about = { kind: "soak", system: "gumshoe", seed: 1, scale: 1, shards: 2 };
    expect(planJobs({ seed: 1, scale: 1, workload: "soak" })).toEqual([
      { ...about, shard: 0 },
      { ...about, shard: 1 },
    ]);
  });
});
