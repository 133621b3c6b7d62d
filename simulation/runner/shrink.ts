import { runSeed, type SeedOptions, type SeedResult } from "../run.ts";

/** The shortest beginning of a seed's faults after which it still breaks the same promise. */
export interface Shrunk {
  readonly strikes: number;
  readonly result: SeedResult;
}

const oneByOneMax = 64;

/**
 * Looks for the fewest first faults that suffice: halves while that helps, then tries the small ones one by one, since fewer faults
 * are another world and need not fail in order.
 * @returns undefined when the seed breaks nothing
 */
export async function shrunk(seed: number, options: SeedOptions): Promise<Shrunk | undefined> {
  const whole = await runSeed(seed, options);
  const broken = whole.violations[0]?.invariant;
  if (broken === undefined) return undefined;
  const failing = async (strikesMax: number): Promise<SeedResult | undefined> => {
    const result = await runSeed(seed, { ...options, strikesMax });
    return result.violations.some(({ invariant }) => invariant === broken) ? result : undefined;
  };
  let best: Shrunk = { strikes: whole.strikes.length, result: whole };
  for (let low = 0; low < best.strikes; ) {
    const middle = Math.floor((low + best.strikes) / 2);
    const result = await failing(middle);
    if (result) best = { strikes: middle, result };
    else low = middle + 1;
  }
  for (let strikes = 0; strikes < Math.min(best.strikes, oneByOneMax); strikes++) {
    const result = await failing(strikes);
    if (result) return { strikes, result };
  }
  return best;
}
