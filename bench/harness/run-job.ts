import { withoutStacks } from "#simulation/without-stacks.ts";
import type { Metrics } from "../result.ts";
import { systemOf } from "../systems.ts";
import { sharing } from "../workloads/burst.ts";
import type { Scene } from "../workloads/scene.ts";
import { daysOfSoak, findingsOfSoak } from "../workloads/soak.ts";
import { workloads } from "../workloads/workloads.ts";
import type { Job, JobReport, SoakJob, WorkerSetUp } from "./job.ts";
import { MetricsSum } from "./metrics.ts";
import { play } from "./play.ts";
import { soak } from "./soak.ts";

const findingsOfSweep = 500;
/** Six shifts of the 240 of the soak. */
const inspectedEvery = 40;

/**
 * Does one job: the same report for the same job, whoever does it and when.
 * @throws what nobody expects of a world; it comes with its stack, from a second run
 */
export async function runJob(job: Job, setUp: WorkerSetUp): Promise<JobReport> {
  try {
    return await withoutStacks(() => done(job, setUp));
  } catch {
    return done(job, setUp);
  }
}

async function done(job: Job, setUp: WorkerSetUp): Promise<JobReport> {
  if (job.kind === "soak") return { kind: "soak", job, soaked: await soakShard(job, setUp) };
  const seed = String(job.seed);
  if (job.kind === "sharing") {
    const findings = Math.max(job.findingsPerPrincipal, Math.round(findingsOfSweep * job.scale));
    const metrics = await metricsOf(job, [sharing(seed, findings, job.findingsPerPrincipal)], setUp);
    return { kind: "metrics", job, metrics };
  }
  const { scenes, easier } = workloads[job.workload];
  const metrics = await metricsOf(job, scenes(seed, job.scale), setUp);
  if (!easier) return { kind: "metrics", job, metrics };
  const { calls } = await metricsOf(job, easier(seed, job.scale), setUp);
  return { kind: "metrics", job, metrics: { ...metrics, callsVersusFaultFree: total(metrics.calls) / total(calls) } };
}

async function metricsOf({ system: name, seed }: Job, scenes: Iterable<Scene>, setUp: WorkerSetUp): Promise<Metrics> {
  const system = systemOf(name, setUp.blueprint);
  const sum = new MetricsSum();
  let world = 0;
  for (const scene of scenes) sum.add(await play(system, scene, `${seed}/${world++}`));
  return sum.metrics(setUp.prices);
}

function soakShard({ seed, scale, shard, shards, system }: SoakJob, { blueprint }: WorkerSetUp) {
  const findings = Math.max(1, Math.round((findingsOfSoak * scale) / shards));
  const options = { seed: `${seed}/${shard}`, findings, days: daysOfSoak, inspectedEvery };
  return soak(systemOf(system, blueprint), options);
}

function total(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
