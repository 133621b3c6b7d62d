import type { ErrandReport, FewKinds, SeedReport } from "./message.ts";

/** A seed that broke a promise: the first one it broke. */
export interface FailingSeed {
  readonly seed: number;
  readonly invariant: string;
  readonly what: string;
  /** The kinds that were armed, where it was not all that were asked for. */
  readonly few?: FewKinds;
}

/** What many seeds came to. */
export class Tally {
  seeds = 0;
  /** Runs of a pair of kinds beyond the seeds. */
  pairRuns = 0;
  violations = 0;
  strikes = 0;
  heapBytesMax = 0;
  readonly failing: FailingSeed[] = [];
  /** Seeds in which each kind struck. */
  readonly seedsByKind = new Map<string, number>();
  /** Trace hash of each seed, to compare runs with. */
  readonly hashes = new Map<number, string>();
  /** What the invariants counted in all seeds. */
  readonly counts: Record<string, number> = {};
  readonly #pairs = new Set<string>();

  add({ seeds, heapBytes }: ErrandReport): void {
    this.heapBytesMax = Math.max(this.heapBytesMax, heapBytes);
    for (const report of seeds) this.#addSeed(report);
  }

  /** The part of all pairs of these kinds that struck in the same seed at least once, 0 to 1. */
  pairCoverage(kinds: readonly string[]): number {
    const possible = (kinds.length * (kinds.length - 1)) / 2;
    return possible === 0 ? 1 : this.#pairs.size / possible;
  }

  /** Pairs that no seed has had, e.g. for a run that looks for them. */
  missingPairs(kinds: readonly string[]): readonly (readonly [string, string])[] {
    const sorted = [...kinds].sort();
    return sorted.flatMap((left, at) =>
      sorted.slice(at + 1).flatMap((right) => (this.#pairs.has(`${left} ${right}`) ? [] : [[left, right] as const])),
    );
  }

  #addSeed({ seed, few, traceHash, violations, struck, strikes, counts }: SeedReport): void {
    if (few) this.pairRuns++;
    else this.seeds++;
    this.strikes += strikes;
    for (const [name, count] of Object.entries(counts)) this.counts[name] = (this.counts[name] ?? 0) + count;
    this.violations += violations.length;
    if (!few) this.hashes.set(seed, traceHash);
    const [first] = violations;
    if (first) this.failing.push({ seed, invariant: first.invariant, what: first.what, ...(few && { few }) });
    const sorted = [...struck].sort();
    for (const [at, left] of sorted.entries()) {
      this.seedsByKind.set(left, (this.seedsByKind.get(left) ?? 0) + 1);
      for (const right of sorted.slice(at + 1)) this.#pairs.add(`${left} ${right}`);
    }
  }
}
