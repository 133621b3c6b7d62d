import type { SimulatedCloud } from "../cloud.ts";
import type { Watcher } from "../happening.ts";
import type { Story } from "../story/act.ts";
import type { World } from "../world.ts";

/** A promise broken. */
export interface Violation {
  /** `I1` to `I14`. */
  readonly invariant: string;
  readonly atMs: number;
  readonly what: string;
}

/** One injected fault. */
export interface Strike {
  readonly fault: string;
  /** The row of the fault matrix. */
  readonly row: number;
  readonly at: string;
  readonly atMs: number;
}

/** How often something happened that breaks no promise and must not be hidden either, by a few words. */
export type Counts = Readonly<Record<string, number>>;

/** What an invariant may look at: everything, from outside. */
export interface Inspected {
  readonly cloud: SimulatedCloud;
  readonly world: World;
  readonly story: Story;
  /** Fault kinds armed in this seed, by name. */
  readonly armed: ReadonlySet<string>;
  /** Faults that have struck so far. */
  readonly strikes: readonly Strike[];
  /** When faults stop, ms since the epoch. */
  readonly faultsEndAtMs: number;
  /** Says that the promise is broken, now. */
  violate(what: string): void;
}

/** One invariant at work on one seed. */
export interface Inspection {
  /** Hears of everything as it happens. */
  readonly watch?: Watcher;
  /** Is asked when nothing is left to happen. */
  readonly atRest?: () => void;
  /** Is asked last. */
  readonly counts?: () => Counts;
}

/** A promise of the product, checked from outside: nothing in here asks the product whether it kept it. */
export interface Invariant {
  /** `I1` to `I14`. */
  readonly id: string;
  /** The promise, in one sentence. */
  readonly promise: string;
  /** Watches one seed. */
  inspect(inspected: Inspected): Inspection;
}
