import { dayMs, hourMs, minuteMs } from "./instant.ts";

const units: Readonly<Record<string, number>> = { m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs };

/**
 * Reads a span of time as people write it: `90m`, `12h`, `7d`, `2w`.
 * @returns milliseconds; undefined when the text is none, or longer than 9,999 of its unit
 */
export function parseTimeSpan(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,4})([mhdw])$/.exec(text.trim()) ?? [];
  const unitMs = units[unit];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}
