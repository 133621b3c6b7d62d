import type { Blueprint } from "./blueprint.ts";
import { unusedGrants } from "./invariants/authority.ts";
import type { SimulateOptions } from "./options.ts";
import { failureText, optionsOf, simulationReport, summaryText, timeOf } from "./report.ts";
import { runSeed } from "./run.ts";
import { bundled } from "./runner/bundle.ts";
import type { ErrandReport } from "./runner/message.ts";
import { playMissingPairs } from "./runner/pairs.ts";
import { seedOptions, setUpOf } from "./runner/play.ts";
import { playErrands, playSeeds } from "./runner/pool.ts";
import { shrunk } from "./runner/shrink.ts";
import { type FailingSeed, Tally } from "./runner/tally.ts";

/** Every so many seeds one is played twice: its trace must be the same. */
const twiceEvery = 50;
/** Failing seeds that are shrunk and told in full; the others are named. */
const toldMax = 3;
const linesBefore = 25;
const linesAfter = 5;

/** Plays many seeds on all cores and prints what they came to. @returns whether every promise was kept */
export async function playAndTell(
  blueprint: Blueprint,
  options: SimulateOptions,
  print: (text: string) => void,
): Promise<boolean> {
  const { firstSeed, seeds = 1, faults, workers, json } = options;
  const setUp = setUpOf(blueprint, options, twiceEvery);
  const bundle = await bundled("simulation/runner/worker.ts");
  const tally = new Tally();
  const beganAt = performance.now();
  const onReport = (report: ErrandReport): boolean => {
    tally.add(report);
    return true;
  };
  const play = { bundle, setUp, workers, onReport };
  await playSeeds({ ...play, firstSeed, seeds });
  const seconds = (performance.now() - beganAt) / 1_000;
  if (options.pairs) await playMissingPairs(tally, faults, firstSeed, (errands) => playErrands(play, errands));
  tally.failing.sort((a, b) => a.seed - b.seed);
  const report = simulationReport(tally, options, seconds);
  if (json) print(JSON.stringify(report));
  else {
    print(summaryText(report, tally, options, unusedGrants(blueprint, tally.counts)));
    for (const failing of tally.failing.slice(0, toldMax)) {
      print(`\n${await told(failing, blueprint, optionsOf(failing, options))}`);
    }
    for (const { seed, invariant, what } of tally.failing.slice(toldMax))
      print(`seed ${seed} breaks ${invariant}: ${what}`);
  }
  return tally.violations === 0;
}

async function told(failing: FailingSeed, blueprint: Blueprint, options: SimulateOptions): Promise<string> {
  const play = seedOptions(setUpOf(blueprint, options));
  const shrink = await shrunk(failing.seed, play);
  // A trace that differs from time to time (I11) need not fail again.
  if (!shrink) return `seed ${failing.seed} breaks ${failing.invariant}: ${failing.what}`;
  const lines: { readonly atMs: number; readonly text: string }[] = [];
  await runSeed(failing.seed, {
    ...play,
    strikesMax: shrink.strikes,
    onLine: (line, atMs) => void lines.push({ atMs, text: `${timeOf(atMs)}  ${line}` }),
  });
  const brokenAtMs = shrink.result.violations[0]?.atMs ?? 0;
  const at = lines.findIndex(({ atMs }) => atMs > brokenAtMs);
  const until = at === -1 ? lines.length : at;
  const around = lines.slice(Math.max(0, until - linesBefore), until + linesAfter).map(({ text }) => text);
  return failureText(failing, options, shrink, around);
}
