import { secondMs } from "./instant.ts";

/** How far long work is, for a person who waits. */
export interface WorkRate {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  /** Seconds to go at the present rate; undefined while nothing is done yet. */
  readonly secondsLeft: number | undefined;
}

/** @param elapsedMs since the first piece of work was begun */
export function workRate(done: number, total: number, elapsedMs: number): WorkRate {
  const perSecond = elapsedMs > 0 ? (done * secondMs) / elapsedMs : 0;
  return { done, total, perSecond, secondsLeft: perSecond > 0 ? Math.ceil((total - done) / perSecond) : undefined };
}

/** `1,234 of 5,000 · 100/s · 38 s left` */
export function workRateText({ done, total, perSecond, secondsLeft }: WorkRate): string {
  const counted = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return secondsLeft === undefined
    ? counted
    : `${counted} · ${Math.round(perSecond)}/s · ${durationText(secondsLeft)} left`;
}

function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
