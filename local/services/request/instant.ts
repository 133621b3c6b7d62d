const spelling = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?$/;

/**
 * The instant a request member or a finding names, in ms since the Unix epoch; undefined when it names none.
 * A `Date`, epoch seconds, ISO 8601, and `2024-05-23 20:49:02.000000000` (no zone: UTC) are understood.
 */
export function instantOf(value: unknown): number | undefined {
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === "number") return finite(new Date(value * 1000).getTime());
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return finite(Date.parse(`${text}T00:00:00Z`));
  const match = spelling.exec(text);
  if (!match) return undefined;
  const [, date, time, fraction = "", zone = "Z"] = match;
  return finite(Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`));
}

function finite(ms: number): number | undefined {
  return Number.isFinite(ms) ? ms : undefined;
}
