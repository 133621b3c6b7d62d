import type { Blueprint } from "../blueprint.ts";
import type { Violation } from "../invariants/invariant.ts";
import { bundled } from "../runner/bundle.ts";
import type { SeedReport } from "../runner/message.ts";
import { playSeeds } from "../runner/pool.ts";
import { scenarios } from "../scenarios.ts";
import { crashPointText } from "./crash-point.ts";
import { crashPlan } from "./plan.ts";

/** A crash after which a promise was broken. */
export interface FailingCrash {
  readonly scenario: string;
  /** The crash's number within the scenario: what `--point` takes. */
  readonly number: number;
  readonly point: string;
  readonly violations: readonly Violation[];
}

/** What the crashes of one scenario came to. */
export interface ScenarioTally {
  readonly name: string;
  readonly what: string;
  readonly calls: number;
  readonly points: number;
  /** Promises broken without any crash. */
  readonly calmViolations: readonly Violation[];
  readonly failing: readonly FailingCrash[];
}

/** Tries out every crash of the named scenarios on all cores. */
export async function enumerateCrashes(
  blueprint: Blueprint,
  names: readonly string[],
  workers?: number,
): Promise<readonly ScenarioTally[]> {
  const wanted = scenarios.filter(({ name }) => names.includes(name));
  const { calms, crashes } = await crashPlan(wanted, blueprint);
  const failed: SeedReport[] = [];
  await playSeeds({
    bundle: await bundled("simulation/crash-points/worker.ts"),
    setUp: { blueprint, findings: 0, minutes: undefined, faults: names, twiceEvery: 0 },
    firstSeed: 0,
    seeds: crashes.length,
    ...(workers !== undefined && { workers }),
    onReport: ({ seeds }) => {
      failed.push(...seeds.filter(({ violations }) => violations.length > 0));
      return true;
    },
  });
  const failing = failed
    .sort((a, b) => a.seed - b.seed)
    .flatMap(({ seed, violations }): FailingCrash[] => {
      const crash = crashes[seed];
      if (!crash) return [];
      const { calm, number, point } = crash;
      return [{ scenario: calm.scenario.name, number, point: crashPointText(point), violations }];
    });
  return calms.map(({ scenario: { name, what }, calls, points, result }) => ({
    ...{ name, what, calls: calls.length, points: points.length, calmViolations: result.violations },
    failing: failing.filter(({ scenario }) => scenario === name),
  }));
}
