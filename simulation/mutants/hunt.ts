import type { Blueprint } from "../blueprint.ts";
import { faultKinds } from "../faults/kinds.ts";
import { bundled } from "../runner/bundle.ts";
import { playSeeds } from "../runner/pool.ts";
import { type FailingSeed, Tally } from "../runner/tally.ts";
import type { Mutant } from "./mutant.ts";

/** What a hunt for one mutant came to. */
export interface Hunt {
  readonly mutant: Mutant;
  /** The earliest seed that caught it; undefined when none did. */
  readonly caught: FailingSeed | undefined;
  readonly seeds: number;
}

/** Plays seeds with the bug in place until one breaks a promise. */
export async function hunt(mutant: Mutant, blueprint: Blueprint, seedsMax: number, firstSeed = 1): Promise<Hunt> {
  const bundle = await bundled("simulation/runner/worker.ts", mutant.patches ?? []);
  const stack = mutant.stack?.(blueprint) ?? blueprint;
  const tally = new Tally();
  const faults = faultKinds.map(({ name }) => name);
  await playSeeds({
    bundle,
    setUp: { blueprint: stack, findings: 20, minutes: undefined, faults, twiceEvery: 0 },
    firstSeed,
    seeds: seedsMax,
    onReport: (report) => {
      tally.add(report);
      return tally.failing.length === 0;
    },
  });
  const [caught] = tally.failing.sort((a, b) => a.seed - b.seed);
  return { mutant, caught, seeds: tally.seeds };
}
