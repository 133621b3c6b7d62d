import type { Blueprint } from "../blueprint.ts";
import type { Counts, Violation } from "../invariants/invariant.ts";

/** What a worker thread is started with. */
export interface WorkerSetUp {
  readonly blueprint: Blueprint;
  readonly findings: number;
  readonly minutes: number | undefined;
  /** Names of the fault kinds that may strike. */
  readonly faults: readonly string[];
  /** How hard they strike, 0 to 1; as the seed has it unless said. */
  readonly intensity?: number;
  /** Every how many seeds one is played twice, to compare the traces; 0 for never. */
  readonly twiceEvery: number;
}

/** Seeds for a worker to play: `count` of them from `first` on. */
export interface Errand {
  readonly first: number;
  readonly count: number;
  /** The few fault kinds that strike in these, each of them; as the set-up has it unless said. */
  readonly few?: FewKinds;
}

/** Fault kinds, by name, few enough that a seed arms each of them. */
export interface FewKinds {
  readonly faults: readonly string[];
  /** How hard they strike, 0 to 1; as the seed has it unless said. */
  readonly intensity?: number;
}

/** What became of one seed: only what a tally needs. */
export interface SeedReport {
  readonly seed: number;
  /** As its errand said. */
  readonly few?: FewKinds;
  readonly traceHash: string;
  readonly violations: readonly Violation[];
  /** Names of the kinds that struck, each once. */
  readonly struck: readonly string[];
  readonly strikes: number;
  /** What the invariants counted. */
  readonly counts: Counts;
}

/** What a worker answers to an errand. */
export interface ErrandReport {
  readonly seeds: readonly SeedReport[];
  /** Bytes of this worker's heap and buffers, now. */
  readonly heapBytes: number;
}
