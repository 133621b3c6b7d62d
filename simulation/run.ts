import { defaultBehaviour } from "#local/behaviour.ts";
import { ServiceError } from "#local/service.ts";
import type { Blueprint } from "./blueprint.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type SimulatedCloud, simulatedCloud } from "./cloud.ts";
import type { FaultKind } from "./faults/fault-kind.ts";
import { lineOf } from "./happening.ts";
import type { Counts, Invariant, Strike, Violation } from "./invariants/invariant.ts";
import { invariants as allInvariants } from "./invariants/invariants.ts";
import type { Act, Story } from "./story/act.ts";
import { storyOf } from "./story/story.ts";
import { Strikes } from "./strikes.ts";
import { TraceHash } from "./trace-hash.ts";
import { onVirtualDate } from "./virtual-date.ts";
import { withoutStacks } from "./without-stacks.ts";

export interface SeedOptions {
  readonly blueprint: Blueprint;
  readonly findings: number;
  /** Over which time they arrive; as the seed has it unless said. */
  readonly minutes?: number;
  /** Kinds that may strike; each seed arms some of them when they are many, unless `armAll`. */
  readonly kinds: readonly FaultKind[];
  /** Arms every kind given, at high intensity and without a rest: for tests of one or two. */
  readonly armAll?: boolean;
  /** How hard few kinds or all strike, 0 to 1; 0.3 for all, and as the seed has it for few, unless said. */
  readonly intensity?: number;
  /** Lets only the first so many faults strike. */
  readonly strikesMax?: number;
  readonly invariants?: readonly Invariant[];
  /** Another story than the seed's own. */
  readonly story?: (chance: Chance) => Story;
  /** Hears every line of the trace. */
  readonly onLine?: (line: string, atMs: number) => void;
}

export interface SeedResult {
  readonly seed: number;
  readonly traceHash: string;
  readonly violations: readonly Violation[];
  readonly strikes: readonly Strike[];
  /** What the invariants counted, by name: what physics allows, and the grants that were used. */
  readonly counts: Counts;
  readonly cloud: SimulatedCloud;
}

const hourMs = 3_600_000;
/** After the last act faults go on for this long. */
const faultsOutlastMs = 2 * hourMs;
/** After faults stop, everything must have come to its end in this time, waits for sweeps and visibility time-outs included. */
const livenessMs = 60 * hourMs;
const restMs = 3 * hourMs;

/**
 * Plays one seed to its end and tells what was promised and not kept.
 * @throws what nobody expects of a world; it comes with its stack, from a second run
 */
export async function runSeed(seed: number, options: SeedOptions): Promise<SeedResult> {
  try {
    return await withoutStacks(() => played(seed, options));
  } catch {
    return played(seed, options);
  }
}

async function played(seed: number, options: SeedOptions): Promise<SeedResult> {
  const chance = chanceOf(seed);
  const armed = armedIn(chance.fork("faults"), options);
  const told = options.story?.(chance.fork("story")) ?? storyOf(chance.fork("story"), options);
  const endsAtMs = (told.acts.at(-1)?.atMs ?? told.startAtMs) + faultsOutlastMs;
  const limit = options.strikesMax ?? Number.POSITIVE_INFINITY;
  const strikes = new Strikes({ chance: chance.fork("strikes"), ...armed, endsAtMs, limit, rests: !options.armAll });
  const world = strikes.world({ blueprint: options.blueprint, behaviour: told.behaviour ?? defaultBehaviour });
  const story = strikes.story(told);
  const cloud = simulatedCloud({ ...world, chance, startAtMs: story.startAtMs, hooks: strikes.hooks });
  strikes.begin(cloud);

  const violations: Violation[] = [];
  const hash = new TraceHash();
  cloud.watch((happening, atMs) => {
    const line = lineOf(happening);
    hash.add(atMs, line);
    options.onLine?.(line, atMs);
  });
  const names = new Set(armed.kinds.map(({ name }) => name));
  const inspections = (options.invariants ?? allInvariants).map(({ id, inspect }) => {
    const violate = (what: string): void => void violations.push({ invariant: id, atMs: cloud.clock.now(), what });
    const seen = { cloud, world, story, armed: names, strikes: strikes.struck, faultsEndAtMs: endsAtMs, violate };
    return inspect(seen);
  });
  for (const { watch } of inspections) if (watch) cloud.watch(watch);

  await onVirtualDate(cloud.clock, async () => {
    for (const act of story.acts) cloud.clock.at(act.atMs, () => playUnlessRefused(act, cloud));
    await comeToRest(cloud, endsAtMs);
  });
  if (!cloud.clock.isQuiet) {
    const what = `${livenessMs / hourMs} h after the last fault something is still going on`;
    violations.push({ invariant: "I7", atMs: cloud.clock.now(), what });
  }
  for (const { atRest } of inspections) atRest?.();
  const counts = Object.assign({}, ...inspections.map((inspection) => inspection.counts?.() ?? {}));
  return { seed, traceHash: hash.text, violations, strikes: strikes.struck, counts, cloud };
}

/** An act that a service refuses is refused, and that is all: people try things that cannot be done. */
function playUnlessRefused(act: Act, cloud: SimulatedCloud): void {
  try {
    act.play(cloud);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

/** Waits until faults have stopped and nothing is left to do, then lets schedules run twice over what was forgotten. */
async function comeToRest({ clock }: SimulatedCloud, faultsEndAtMs: number): Promise<void> {
  await clock.quiet(faultsEndAtMs + livenessMs);
  await clock.passTo(Math.max(clock.now(), faultsEndAtMs) + restMs);
  await clock.quiet(faultsEndAtMs + livenessMs);
}

const fewMax = 5;
/**
 * So many kinds' worth of certain strikes at most. In a storm beyond it nothing gets anywhere until faults stop: a seed takes four times as
 * long, and all that it tells is that nothing got anywhere.
 */
const stormMax = 4;

/** Few kinds that strike hard, or many of which each strikes now and then: pairs of kinds meet in the latter. */
function armedIn(chance: Chance, { kinds, armAll, intensity }: SeedOptions) {
  const few = chance.happens(0.4);
  const count = few ? chance.integer(1, fewMax) : chance.integer(10, 40);
  const picked = chance.shuffled(kinds).slice(0, count);
  if (armAll || kinds.length === 0) return { kinds, intensity: intensity ?? 0.3 };
  // Whoever names a few wants them all.
  if (kinds.length <= fewMax) return { kinds, intensity: intensity ?? chance.pick([0.05, 0.2, 0.5]) };
  return {
    kinds: picked,
    intensity: few ? chance.pick([0.05, 0.2, 0.5]) : Math.min(chance.pick([0.02, 0.1, 0.3]), stormMax / count),
  };
}
