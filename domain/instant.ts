/** Milliseconds since the Unix epoch, UTC. */
export type Instant = number;

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

// Years 1970..9999: what `Date` and every AWS API agree on.
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

// 2024-05-23 20:49:02.000000000 · 2024-05-23T20:49:02Z · 2024-05-23T20:49:02.123+02:00
const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads the time formats that findings carry: ISO 8601 with or without zone (UTC then) and the
 * blank-separated form with nanoseconds that log pipelines write.
 * @returns undefined when the text is no such time or lies outside 1970..9999
 */
export function parseInstant(text: unknown): Instant | undefined {
  const parts = typeof text === "string" ? written.exec(text.trim()) : null;
  if (!parts) return undefined;
  const [, date, time, fraction = "0", zone = "Z"] = parts;
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const ms = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  return Number.isNaN(ms) || ms < 0 || ms > latestMs ? undefined : ms;
}

/** ISO 8601 in UTC with milliseconds, the one way an instant is written in our own data. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}

/** `2026-11-20 16:40 UTC`: an ISO 8601 time as people read it. */
export function minuteInWords(at: string): string {
  return `${formatInstant(Date.parse(at)).slice(0, 16).replace("T", " ")} UTC`;
}
