import type { Errand } from "./message.ts";
import type { Tally } from "./tally.ts";

/** How a pair is played: how hard both strike, and beside which others. */
interface Try {
  readonly intensity: number;
  readonly beside?: readonly string[];
}

/**
 * A pair alone, then beside what gives many kinds something to strike: dead letters, executions that fail, pages, crowds, work that
 * comes again. What strikes always may keep the other from striking, and what strikes now and then may not find its moment.
 */
const tries: readonly Try[] = [
  { intensity: 1 },
  { intensity: 0.5, beside: ["many-on-one", "execution-aborted", "investigations-keep-failing"] },
  { intensity: 0.5 },
  { intensity: 0.2, beside: ["many-on-one", "execution-aborted", "investigations-keep-failing"] },
  { intensity: 0.8, beside: ["many-on-one", "investigations-keep-failing"] },
  { intensity: 0.6, beside: ["many-principals", "indicators-many-pages", "updated-every-15-minutes"] },
  { intensity: 0.8, beside: ["many-on-one", "unprocessed-invalid-input"] },
  { intensity: 0.8, beside: ["execution-aborted"] },
  { intensity: 0.8, beside: ["execution-times-out", "waits-long"] },
  { intensity: 0.4, beside: ["investigations-keep-failing", "click-on-hundreds", "dead-letters-moved"] },
  { intensity: 0.2, beside: ["malformed-json", "events-replayed", "many-on-one"] },
  { intensity: 0.8 },
  { intensity: 1, beside: ["many-on-one", "unprocessed-invalid-input", "execution-aborted"] },
  { intensity: 0.9 },
];

/**
 * Plays each pair of fault kinds that has not struck in one seed yet, those two armed and few others, in one seed after another until
 * both do.
 * @param play plays errands, and adds what comes of them to the tally
 */
export async function playMissingPairs(
  tally: Tally,
  kinds: readonly string[],
  firstSeed: number,
  play: (errands: readonly Errand[]) => Promise<void>,
): Promise<void> {
  for (const [at, { intensity, beside = [] }] of tries.entries()) {
    const companions = beside.filter((name) => kinds.includes(name));
    const errands = tally.missingPairs(kinds).map((pair): Errand => {
      const few = { faults: [...new Set([...pair, ...companions])], intensity };
      return { first: firstSeed + at, count: 1, few };
    });
    if (errands.length === 0) return;
    await play(errands);
  }
}
