import type { Blueprint } from "../blueprint.ts";
import { faultKinds } from "../faults/kinds.ts";
import type { SimulateOptions } from "../options.ts";
import { runSeed, type SeedOptions, type SeedResult } from "../run.ts";
import type { SeedReport, WorkerSetUp } from "./message.ts";

/** What a worker is to know of what was asked for. */
export function setUpOf(blueprint: Blueprint, options: SimulateOptions, twiceEvery = 0): WorkerSetUp {
  const { findings, minutes, faults, intensity } = options;
  return { blueprint, findings, minutes, faults, ...(intensity !== undefined && { intensity }), twiceEvery };
}

/** The options by which a seed is played. */
export function seedOptions({ blueprint, findings, minutes, faults, intensity }: WorkerSetUp): SeedOptions {
  const named = new Set(faults);
  return {
    blueprint,
    findings,
    ...(minutes !== undefined && { minutes }),
    ...(intensity !== undefined && { intensity }),
    kinds: faultKinds.filter(({ name }) => named.has(name)),
  };
}

/** Plays a seed, some of them twice: a world that is not the same twice breaks I11. */
export async function playSeed(seed: number, setUp: WorkerSetUp): Promise<SeedReport> {
  const options = seedOptions(setUp);
  const report = reportOf(await runSeed(seed, options));
  if (setUp.twiceEvery === 0 || seed % setUp.twiceEvery !== 0) return report;
  const again = await runSeed(seed, options);
  if (again.traceHash === report.traceHash) return report;
  const what = `played twice, the trace hashes are ${report.traceHash} and ${again.traceHash}, the same one is wanted`;
  return { ...report, violations: [...report.violations, { invariant: "I11", atMs: again.cloud.clock.now(), what }] };
}

function reportOf({ seed, traceHash, violations, strikes, counts }: SeedResult): SeedReport {
  const struck = [...new Set(strikes.map(({ fault }) => fault))];
  return { seed, traceHash, violations, struck, strikes: strikes.length, counts };
}
