import type { Blueprint } from "../blueprint.ts";
import { playSeed } from "../runner/play.ts";

/** What the product without a bug does: a seed that it breaks too catches nobody. */
export class Baseline {
  readonly #blueprint: Blueprint;
  /** By fault kinds and seed. */
  readonly #known = new Map<string, boolean>();

  constructor(blueprint: Blueprint) {
    this.#blueprint = blueprint;
  }

  /** Whether the product as it is keeps every promise in this seed. */
  async passes(seed: number, faults: readonly string[], findings: number): Promise<boolean> {
    const name = JSON.stringify([seed, faults, findings]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const setUp = { blueprint: this.#blueprint, findings, minutes: undefined, faults, twiceEvery: 0 };
    const { violations } = await playSeed(seed, setUp);
    this.#known.set(name, violations.length === 0);
    return violations.length === 0;
  }
}
