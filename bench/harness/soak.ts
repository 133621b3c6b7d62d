import { onVirtualDate } from "#simulation/virtual-date.ts";
import type { System } from "../system.ts";
import { durations, usual } from "../workloads/duration.ts";
import { behaviourWith } from "../workloads/person.ts";
import { sceneStartAtMs } from "../workloads/scene.ts";
import { shiftMs, shiftOf, staff } from "../workloads/soak.ts";
import { BenchWorld } from "./bench-world.ts";
import { Eviction } from "./eviction.ts";
import { attempt } from "./play.ts";
import type { Played } from "./played.ts";
import { Sampling } from "./sampling.ts";

const dayMs = 86_400_000;

export interface SoakOptions {
  readonly seed: string;
  readonly findings: number;
  readonly days: number;
  /** Every how many shifts of three hours all invariants of the simulation look on. */
  readonly inspectedEvery: number;
}

export interface Soaked {
  readonly played: Played;
  /** What was promised and not kept. */
  readonly violations: readonly string[];
}

/**
 * Weeks of findings in one world. What is over is dropped from all services, shift by shift; claims and the newest investigations
 * stay in the table until their time to live is over.
 */
export async function soak(system: System, options: SoakOptions): Promise<Soaked> {
  const { seed, findings, days, inspectedEvery } = options;
  const people = staff(seed);
  const behaviour = behaviourWith(people);
  const { hooks } = durations(seed, usual);
  const world = new BenchWorld({ system, seed, startAtMs: sceneStartAtMs, behaviour, hooks });
  const { clock } = world.cloud;
  const eviction = new Eviction(world);
  const violations: string[] = [];
  await onVirtualDate(clock, async () => {
    const shifts = Math.round((days * dayMs) / shiftMs);
    for (let shift = 0; shift < shifts; shift++) {
      const sampling = shift % inspectedEvery === 0 ? new Sampling(world.cloud, behaviour) : undefined;
      const count = Math.floor((findings * (shift + 1)) / shifts) - Math.floor((findings * shift) / shifts);
      const { acts, pairs } = shiftOf(seed, shift, count, people);
      for (const pair of pairs) world.ledger.expect(pair);
      for (const act of acts) clock.at(act.atMs, () => attempt(act, world.cloud));
      await clock.passTo(sceneStartAtMs + (shift + 1) * shiftMs - 1);
      if (!clock.isQuiet) violations.push(`shift ${shift}: something is still going on at its end`);
      violations.push(...(sampling?.violations(acts) ?? []), ...eviction.endOf(`shift ${shift}`, pairs));
    }
  });
  const scene = { startAtMs: sceneStartAtMs, findings, pairs: findings, principals: people.length };
  const played = world.played(scene);
  if (played.idleWrites > 0) violations.push(`${played.idleWrites} updates changed nothing`);
  return { played, violations };
}
