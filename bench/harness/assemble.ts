import type { BenchResult, CostPoint, Metrics, SystemName, Systems } from "../result.ts";
import { type BundleMeasures, parseResult, WorkloadName } from "../result.ts";
import type { JobReport } from "./job.ts";

export interface About {
  readonly seed: number;
  readonly commit: string;
  readonly priceSheet: string;
  readonly nodeVersion: string;
}

/** Puts the reports of all jobs together as the benchmark tells of them. @throws {Error} a number in them is not finite */
export function assemble(
  about: About,
  reports: readonly JobReport[],
  bundles: Readonly<Record<string, BundleMeasures>>,
  soak?: Systems,
): BenchResult {
  const workloads: Partial<Record<WorkloadName, Partial<Record<SystemName, Metrics>> | Systems>> = {};
  const points = new Map<number, Partial<Record<SystemName, number>>>();
  for (const report of reports) {
    if (report.kind === "soak") continue;
    const { job, metrics } = report;
    if (job.kind === "workload") workloads[job.workload] = { ...workloads[job.workload], [job.system]: metrics };
    else
      points.set(job.findingsPerPrincipal, {
        ...points.get(job.findingsPerPrincipal),
        [job.system]: metrics.dollarsPerMillion,
      });
  }
  if (soak) workloads.soak = soak;
  const sweep = [...points].map(
    ([findingsPerPrincipal, dollarsPerMillion]): CostPoint => ({ findingsPerPrincipal, dollarsPerMillion }),
  );
  return parseResult({
    simulated: true,
    ...about,
    workloads: inOrder(workloads),
    bundles,
    ...(sweep.length > 0 && { sweeps: { findingsPerPrincipal: sweep } }),
  });
}

function inOrder(workloads: Partial<Record<WorkloadName, object>>) {
  return Object.fromEntries(WorkloadName.options.flatMap((name) => (workloads[name] ? [[name, workloads[name]]] : [])));
}
