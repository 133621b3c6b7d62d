import type { Errand } from "./message.ts";
import { type ErrandOptions, playErrands } from "./pool.ts";
import type { Tally } from "./tally.ts";

/** Seeds that a pair is given to strike together in. */
const seedsMax = 5;

/**
 * Plays each pair of fault kinds that has not struck in one seed yet, those two armed and no other, in one seed after another
 * until both do. What comes of it goes into the tally.
 */
export async function playMissingPairs(
  tally: Tally,
  kinds: readonly string[],
  firstSeed: number,
  options: Omit<ErrandOptions, "onReport">,
): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + seedsMax; seed++) {
    const errands = tally.missingPairs(kinds).map((faults): Errand => ({ first: seed, count: 1, faults }));
    if (errands.length === 0) return;
    const onReport: ErrandOptions["onReport"] = (report) => {
      tally.add(report);
      return true;
    };
    await playErrands({ ...options, onReport }, errands);
  }
}
