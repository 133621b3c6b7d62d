import type { Chance } from "../chance.ts";
import type { StoryOptions } from "./story.ts";

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000];
/** Within this all events come together in one batch of the intake. */
const togetherMs = 15 * secondMs;

/** When findings arrive, ms from the beginning, earliest first: mostly in bursts, as incidents do, at times in a trickle. */
export function arrivalsOf(chance: Chance, { findings, minutes }: StoryOptions): readonly number[] {
  const at = minutes === undefined ? pattern(chance) : over(chance, minutes * minuteMs);
  return Array.from({ length: findings }, at).sort((a, b) => a - b);
}

function pattern(chance: Chance): () => number {
  const kind = chance.integer(1, 20);
  if (kind <= 15) return over(chance, togetherMs);
  if (kind <= 17) return waves(chance);
  if (kind === 18) return over(chance, chance.integer(1, 10) * minuteMs);
  return over(chance, kind === 19 ? chance.integer(1, 6) * hourMs : 24 * hourMs);
}

function over(chance: Chance, ms: number): () => number {
  return () => Math.round(chance.random() * ms);
}

function waves(chance: Chance): () => number {
  const gapMs = chance.pick([5, 16, 61, 400]) * minuteMs;
  const last = chance.integer(1, 3);
  return () => chance.integer(0, last) * gapMs + chance.integer(0, togetherMs);
}
