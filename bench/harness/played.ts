import type { Meter } from "../meter.ts";

/** What a system did with a scene, counted. Plain data: one thread plays, another may add up. */
export interface Played {
  readonly startAtMs: number;
  readonly findings: number;
  readonly principals: number;
  /** What there was to find out. */
  readonly pairs: number;
  readonly boundSeconds?: number;
  /** Investigations that suffice. */
  readonly startsWanted?: number;
  readonly meter: Meter;
  readonly calls: Readonly<Record<string, number>>;
  readonly throttledCalls: number;
  /** Of each pair that was enriched. */
  readonly lagsMs: readonly number[];
  readonly delaysMs: readonly number[];
  readonly lastEnrichedAtMs: number;
  /** Pairs that wait for a person, and pairs of which nobody will hear. */
  readonly parked: number;
  readonly lost: number;
  readonly starts: number;
  /** Updates of single findings that changed nothing. */
  readonly idleWrites: number;
  /** Slept by functions while investigations were under way. */
  readonly waitedMs: number;
  readonly historyEventsMax: number;
}
