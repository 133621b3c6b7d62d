import { type SystemName, systemNames, type WorkloadName } from "../result.ts";
import { workloads } from "../workloads/workloads.ts";
import type { Job } from "./job.ts";

export interface PlanOptions {
  readonly seed: number;
  readonly scale: number;
  /** Only this workload; all of them, and the sweeps, unless said. */
  readonly workload?: WorkloadName;
}

export const sweptFindingsPerPrincipal = [1, 2, 5, 10, 20, 50, 100] as const;

/** The longest first, so that the last worker is not long alone. */
const order: readonly Exclude<WorkloadName, "soak">[] = [
  "flood",
  "longTail",
  "faults",
  "duplicates",
  "burst",
  "single",
];

/** Every job of a run. */
export function planJobs({ seed, scale, workload }: PlanOptions): readonly Job[] {
  if (workload === "soak") return soak(seed, scale);
  const names = workload === undefined ? order : [workload];
  const jobs = names.flatMap((name) =>
    workloads[name].systems.map((system): Job => ({ kind: "workload", workload: name, system, seed, scale })),
  );
  return workload === undefined ? [...jobs, ...sweep(systemNames, seed, scale)] : jobs;
}

/** Worlds that share the findings of the soak. */
const shardsOfSoak = 2;

function soak(seed: number, scale: number): readonly Job[] {
  const about = { kind: "soak", system: "gumshoe", seed, scale, shards: shardsOfSoak } as const;
  return Array.from({ length: shardsOfSoak }, (_, shard) => ({ ...about, shard }));
}

function sweep(systems: readonly SystemName[], seed: number, scale: number): readonly Job[] {
  return sweptFindingsPerPrincipal.flatMap((findingsPerPrincipal) =>
    systems.map((system): Job => ({ kind: "sharing", findingsPerPrincipal, system, seed, scale })),
  );
}
