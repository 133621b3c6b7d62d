import { createHash } from "node:crypto";

/** Repeatable chance: the same seed throws the same numbers. */
export interface Dice {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
}

/** Dice whose throws are decided by the seed alone (sha256, then mulberry32). */
export function diceOf(...seed: readonly string[]): Dice {
  let state = createHash("sha256").update(seed.join("\u0000")).digest().readUInt32BE(0);
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(fraction() * limit);
  return { fraction, below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
