import { readFileSync, writeFileSync } from "node:fs";
import type { Hunt } from "./hunt.ts";
import type { Mutant } from "./mutant.ts";

/** Which seed caught a mutant, when it was hunted last. */
export interface Result {
  readonly name: string;
  readonly invariant: string;
  readonly seed: number;
  /** Only those faults could strike that are known to bring it out. */
  readonly focused?: true;
}

/** From the project's root, which has to be the working directory. */
export const resultsFile = "simulation/mutants/results.json";

/** What was written down last. */
export function readResults(): readonly Result[] {
  return JSON.parse(readFileSync(resultsFile, "utf8"));
}

export function writeResults(results: readonly Result[]): void {
  // A line for each, so that a change of one is a change of one line.
  const lines = results.map(
    ({ name, invariant, seed, focused }) =>
      `  { "name": "${name}", "invariant": "${invariant}", "seed": ${seed}${focused ? ', "focused": true' : ""} }`,
  );
  writeFileSync(resultsFile, `[\n${lines.join(",\n")}\n]\n`);
}

/**
 * The results after some hunts: those of mutants that were hunted anew, the former ones of the others, in the mutants' order. One that
 * survives has none, and one that is no longer there neither.
 */
export function merged(
  mutants: readonly Mutant[],
  before: readonly Result[],
  hunts: readonly Hunt[],
): readonly Result[] {
  const known = new Map(before.map((result) => [result.name, result]));
  for (const { mutant, faults, caught } of hunts) {
    const focused = faults && ({ focused: true } as const);
    if (caught)
      known.set(mutant.name, { name: mutant.name, invariant: caught.invariant, seed: caught.seed, ...focused });
    else known.delete(mutant.name);
  }
  return mutants.flatMap(({ name }) => known.get(name) ?? []);
}
