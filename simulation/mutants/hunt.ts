import type { Blueprint } from "../blueprint.ts";
import { faultKinds } from "../faults/kinds.ts";
import { bundled } from "../runner/bundle.ts";
import { playSeeds } from "../runner/pool.ts";
import { type FailingSeed, Tally } from "../runner/tally.ts";
import { Baseline } from "./baseline.ts";
import type { Mutant } from "./mutant.ts";

/** What a hunt for one mutant came to. */
export interface Hunt {
  readonly mutant: Mutant;
  /** The fault kinds that could strike; undefined is all of them. */
  readonly faults: readonly string[] | undefined;
  /** The earliest seed that caught it; undefined when none did. */
  readonly caught: FailingSeed | undefined;
  /** How long it took, with building and starting. */
  readonly seconds: number;
}

export interface HuntOptions {
  readonly blueprint: Blueprint;
  /** Plays seeds from this one on, 1 unless said, to that one at most. */
  readonly firstSeed?: number;
  readonly seedsMax: number;
  readonly workers: number;
  readonly baseline?: Pick<Baseline, "passes">;
  /** Fault kinds that may strike; all of them unless said. */
  readonly faults?: readonly string[] | undefined;
}

const findings = 20;
const everyFault = faultKinds.map(({ name }) => name);

/** Plays seeds with the bug in place until one breaks a promise that the product without it keeps. */
export async function hunt(mutant: Mutant, options: HuntOptions): Promise<Hunt> {
  const { blueprint, firstSeed = 1, seedsMax, baseline = new Baseline(blueprint), faults } = options;
  const startedAtMs = performance.now();
  const bundle = await bundled("simulation/runner/worker.ts", mutant.patches ?? []);
  let caught: FailingSeed | undefined;
  for (let seed = firstSeed; seed <= seedsMax && caught === undefined; seed++) {
    const failing = await firstFailing(mutant, bundle, seed, options);
    if (!failing) break;
    if (await baseline.passes(failing.seed, faults ?? everyFault, findings)) caught = failing;
    seed = failing.seed;
  }
  return { mutant, faults, caught, seconds: (performance.now() - startedAtMs) / 1_000 };
}

/** The earliest seed from this one on that breaks a promise, the same whatever the workers: errands are given out in order. */
async function firstFailing({ stack }: Mutant, bundle: string, firstSeed: number, options: HuntOptions) {
  const { blueprint, seedsMax, workers, faults = everyFault } = options;
  const tally = new Tally();
  await playSeeds({
    bundle,
    setUp: { blueprint: stack?.(blueprint) ?? blueprint, findings, minutes: undefined, faults, twiceEvery: 0 },
    firstSeed,
    seeds: seedsMax - firstSeed + 1,
    workers,
    errandSeedsMax: 1,
    onReport: (report) => {
      tally.add(report);
      return tally.failing.length === 0;
    },
  });
  return tally.failing.sort((a, b) => a.seed - b.seed)[0];
}
