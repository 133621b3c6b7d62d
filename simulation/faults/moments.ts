import type { Act, Story } from "../story/act.ts";
import type { Stage } from "./fault-kind.ts";

const [minuteMs, hourMs] = [60_000, 3_600_000];
const momentsMax = 10;
/** No seed has so high an intensity by itself. */
const certainFrom = 0.8;

/**
 * Instants at which something happens: one, or up to ten as the intensity says. Most lie within minutes after an act, while
 * work is under way; the others anywhere until an hour before faults stop.
 */
export function momentsOf({ chance, intensity, endsAtMs }: Stage, { startAtMs, acts }: Story): readonly number[] {
  const moment = () => {
    const act = acts[chance.integer(0, Math.max(0, acts.length - 1))];
    const [soonMs, anywhereMs] = [chance.integer(0, 5 * minuteMs), chance.integer(startAtMs, endsAtMs - hourMs)];
    return act && chance.happens(0.7) ? act.atMs + soonMs : anywhereMs;
  };
  const count = Math.max(1, Math.round(intensity * momentsMax));
  return Array.from({ length: count }, moment).sort((a, b) => a - b);
}

/** Whether what is much work comes at all in a seed: in a share of those in which it could, and at the highest intensities in all. */
export function comesRarely({ chance, intensity }: Stage, probability: number): boolean {
  return chance.happens(intensity >= certainFrom ? 1 : probability);
}

/** The story with more acts: each comes before those of the same instant. */
export function withActs(story: Story, more: readonly Act[]): Story {
  return { ...story, acts: [...more, ...story.acts].sort((a, b) => a.atMs - b.atMs) };
}
