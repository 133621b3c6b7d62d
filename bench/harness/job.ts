import type { Blueprint } from "#simulation/blueprint.ts";
import type { PriceSheet } from "../prices.ts";
import type { Metrics, SystemName, WorkloadName } from "../result.ts";
import type { Soaked } from "./soak.ts";

/** One system on one workload: what one worker does at a time. */
export type Job = WorkloadJob | SharingJob | SoakJob;

interface AnyJob {
  readonly system: SystemName;
  readonly seed: number;
  readonly scale: number;
}

interface WorkloadJob extends AnyJob {
  readonly kind: "workload";
  readonly workload: Exclude<WorkloadName, "soak">;
}

/** One point of the sweep over findings per principal. */
interface SharingJob extends AnyJob {
  readonly kind: "sharing";
  readonly findingsPerPrincipal: number;
}

/** One of several worlds that share the findings of the soak. */
export interface SoakJob extends AnyJob {
  readonly kind: "soak";
  readonly shard: number;
  readonly shards: number;
}

/** What a worker is started with: nothing that a thread cannot be handed. */
export interface WorkerSetUp {
  readonly blueprint: Blueprint;
  readonly prices: PriceSheet;
}

export type JobReport =
  | { readonly kind: "metrics"; readonly job: WorkloadJob | SharingJob; readonly metrics: Metrics }
  | { readonly kind: "soak"; readonly job: SoakJob; readonly soaked: Soaked };
