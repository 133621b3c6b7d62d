import { dayMs, hourMs, minuteMs, secondMs } from "./instant.ts";

/** A length of time in its greatest whole unit, for people: `45 s`, `15 min`, `2 h`, `3 d`. Less than nothing is nothing. */
export function durationInWords(ms: number): string {
  if (ms < minuteMs) return `${Math.floor(Math.max(0, ms) / secondMs)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / dayMs)} d`;
}
