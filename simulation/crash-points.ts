import type { Blueprint } from "./blueprint.ts";
import { type CallPoint, type CrashPoint, callRecorder, crashAt, instants } from "./crash-points/crash-point.ts";
import { type Outcome, outcomeReader, sameOutcome } from "./crash-points/outcome.ts";
import { invariants } from "./invariants/invariants.ts";
import { runSeed, type SeedOptions, type SeedResult } from "./run.ts";
import type { Scenario } from "./scenarios/scenario.ts";

/** A scenario without a crash, and everywhere where one could be. */
export interface Calm {
  readonly scenario: Scenario;
  readonly result: SeedResult;
  readonly outcome: Outcome;
  readonly calls: readonly CallPoint[];
  /** Each call before, after its effect and after its answer. */
  readonly points: readonly CrashPoint[];
}

/** Any seed would do: a scenario leaves nothing to chance but latency. */
const seed = 1;

/** Plays a scenario without a crash and takes down every service call of every function. */
export async function playCalm(scenario: Scenario, blueprint: Blueprint): Promise<Calm> {
  const calls: CallPoint[] = [];
  let outcome: Outcome | undefined;
  const reader = outcomeReader((read) => {
    outcome = read;
  });
  const result = await runSeed(seed, {
    ...optionsOf(scenario, blueprint),
    kinds: [...(scenario.kinds ?? []), callRecorder(calls)],
    invariants: [...invariants, reader],
  });
  if (!outcome) throw new Error(`Cannot enumerate the crash points of "${scenario.name}": it did not come to rest`);
  const points = calls.flatMap((call) => instants.map((instant) => ({ ...call, instant })));
  return { scenario, result, outcome, calls, points };
}

/** Plays a scenario in which a sandbox dies at one point, once: every promise holds, and it ends as without. */
export function playCrash(
  { scenario, outcome }: Calm,
  point: CrashPoint,
  blueprint: Blueprint,
  onLine?: SeedOptions["onLine"],
): Promise<SeedResult> {
  return runSeed(seed, {
    ...optionsOf(scenario, blueprint),
    kinds: [...(scenario.kinds ?? []), crashAt(point)],
    invariants: [...invariants, sameOutcome(outcome)],
    ...(onLine && { onLine }),
  });
}

function optionsOf({ story }: Scenario, blueprint: Blueprint) {
  return { blueprint, findings: 0, armAll: true, story };
}
