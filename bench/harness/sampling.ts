import type { Behaviour } from "#local/behaviour.ts";
import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Watcher } from "#simulation/happening.ts";
import type { Inspection } from "#simulation/invariants/invariant.ts";
import { invariants } from "#simulation/invariants/invariants.ts";
import type { Act } from "#simulation/story/act.ts";

/** All invariants of the simulation, for a while: they look on from when the world is at rest until it is at rest again. */
export class Sampling {
  readonly #found: string[] = [];
  readonly #inspections: readonly Inspection[];
  readonly #acts: Act[] = [];
  readonly #close: () => void;

  constructor(cloud: SimulatedCloud, behaviour: Behaviour) {
    const { seen, close } = passingly(cloud);
    this.#close = close;
    const story = { startAtMs: cloud.clock.now(), acts: this.#acts, behaviour };
    const world = { blueprint: cloud.blueprint, behaviour };
    const quiet = { armed: new Set<string>(), strikes: [], faultsEndAtMs: cloud.clock.now() };
    this.#inspections = invariants.map(({ id, inspect }) =>
      inspect({ cloud: seen, world, story, ...quiet, violate: (what) => void this.#found.push(`${id}: ${what}`) }),
    );
    for (const { watch } of this.#inspections) if (watch) seen.watch(watch);
  }

  /** Ends it: everything that they have found. */
  violations(acts: readonly Act[]): readonly string[] {
    this.#acts.push(...acts);
    for (const { atRest } of this.#inspections) atRest?.();
    this.#close();
    return this.#found;
  }
}

/** The world as long as somebody looks: then nothing of it is remembered for their sake. */
function passingly(cloud: SimulatedCloud): { readonly seen: SimulatedCloud; readonly close: () => void } {
  let watchers: Watcher[] = [];
  const stops: (() => void)[] = [];
  cloud.watch((happening, atMs) => {
    for (const watcher of watchers) watcher(happening, atMs);
  });
  const { table } = cloud;
  const onChange: typeof table.onChange = (listener) => {
    const stop = table.onChange(listener);
    stops.push(stop);
    return stop;
  };
  const seen: SimulatedCloud = {
    ...cloud,
    table: Object.assign(Object.create(table) as typeof table, { onChange }),
    watch: (watcher) => void watchers.push(watcher),
  };
  const close = () => {
    watchers = [];
    for (const stop of stops) stop();
  };
  return { seen, close };
}
