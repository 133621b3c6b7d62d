import type { DeadLetter } from "#domain/dead-letter.ts";

/** The dead letters that wait longest, up to a number; of the others nothing is kept. */
export class OldestLetters {
  readonly #max: number;
  #kept: DeadLetter[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  add(letter: DeadLetter): void {
    this.#kept.push(letter);
    if (this.#kept.length >= this.#max * 2) this.#kept = this.all();
  }

  all(): DeadLetter[] {
    const byAge = (a: DeadLetter, b: DeadLetter) =>
      a.waitingSince === b.waitingSince ? order(a.messageId, b.messageId) : order(a.waitingSince, b.waitingSince);
    return this.#kept.toSorted(byAge).slice(0, this.#max);
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
