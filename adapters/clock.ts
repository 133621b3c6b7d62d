import type { Dice } from "#domain/outlet.ts";
import type { Clock } from "#domain/ports.ts";

/** The machine's time. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** The machine's dice. */
export const dice: Dice = () => Math.random();
