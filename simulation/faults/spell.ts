import type { Chance } from "../chance.ts";

const minuteMs = 60_000;

/** Trouble that begins by chance at one of the occasions for it, lasts for a while, and may begin again later. */
export class Spell {
  readonly #chance: Chance;
  readonly #begins: number;
  readonly #minutes: readonly [min: number, max: number];
  #untilMs = Number.NEGATIVE_INFINITY;

  /** @param begins the probability, at each occasion at which none is on @param minutes how long one lasts */
  constructor(chance: Chance, begins: number, minutes: readonly [min: number, max: number]) {
    this.#chance = chance;
    this.#begins = begins;
    this.#minutes = minutes;
  }

  /** Whether one is on. To be asked once at every occasion: it draws the same each time. */
  isOn(nowMs: number): boolean {
    const begins = this.#chance.happens(this.#begins);
    const lastsMs = this.#chance.integer(...this.#minutes) * minuteMs;
    if (nowMs >= this.#untilMs && begins) this.#untilMs = nowMs + lastsMs;
    return nowMs < this.#untilMs;
  }
}
