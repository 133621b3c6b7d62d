import { type SystemName, systemNames, type WorkloadName } from "../result.ts";
import { burst } from "./burst.ts";
import { duplicates } from "./duplicates.ts";
import { fairWeather, faults } from "./faults.ts";
import { flood } from "./flood.ts";
import { longTail } from "./long-tail.ts";
import type { Scene } from "./scene.ts";
import { single } from "./single.ts";

export interface Workload {
  /** The systems that are put to it. */
  readonly systems: readonly SystemName[];
  /**
   * What happens, in one world after the other.
   * @param scale 1 is the workload as it is told of
   */
  scenes(seed: string, scale: number): Iterable<Scene>;
  /** The same without what makes it hard, to compare with. */
  easier?(seed: string, scale: number): Iterable<Scene>;
}

const worldsOfSingle = 400;

/** Every workload but the soak, which has a way of its own. */
export const workloads: Readonly<Record<Exclude<WorkloadName, "soak">, Workload>> = {
  single: {
    systems: systemNames,
    scenes: (seed, scale) => single(seed, Math.max(1, Math.round(worldsOfSingle * scale))),
  },
  burst: { systems: systemNames, scenes: (seed, scale) => [burst(seed, scale)] },
  flood: { systems: ["gumshoe"], scenes: (seed, scale) => [flood(seed, scale)] },
  duplicates: { systems: systemNames, scenes: (seed, scale) => [duplicates(seed, scale)] },
  faults: {
    systems: systemNames,
    scenes: (seed, scale) => [faults(seed, scale)],
    easier: (seed, scale) => [fairWeather(seed, scale)],
  },
  longTail: { systems: systemNames, scenes: (seed, scale) => [longTail(seed, scale)] },
};
