/**
 * So often a kind strikes in one seed, and so often in one place of it. What would come after is the same again, thousands of times in
 * the worst of seeds, and the time is better spent on another seed.
 */
const [strikesMaxOfKind, strikesMaxOfPlace] = [120, 40];

/** Tells when a fault kind has struck so often in a seed that it rests. */
export class Rest {
  readonly #kindMax: number;
  readonly #placeMax: number;
  readonly #places = new Map<string, number>();
  #strikes = 0;

  /** @param max how often it strikes, wherever that is, in place of the usual */
  constructor(max: number | undefined) {
    this.#kindMax = max ?? strikesMaxOfKind;
    this.#placeMax = max ?? strikesMaxOfPlace;
  }

  /** Whether it rests now; a strike in this place is counted when it does not. */
  isDue(at: string): boolean {
    const before = this.#places.get(at) ?? 0;
    if (this.#strikes >= this.#kindMax || before >= this.#placeMax) return true;
    this.#strikes++;
    this.#places.set(at, before + 1);
    return false;
  }
}
