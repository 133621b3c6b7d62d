const extendedOffset =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * The instant of an ISO-8601 extended offset date-time, ms since the epoch, or undefined when the text is none:
 * a `T` and an offset are required, and every field must be in its range.
 */
export function instantOf(text: unknown): number | undefined {
  const match = typeof text === "string" ? extendedOffset.exec(text) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", sign, offsetHours = "0", offsetMinutes = "0"] =
    match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(offsetHours) > 18) return undefined;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // A month 13 or a 30 February would roll over into another date.
  if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const seconds = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second);
  return midnight + seconds * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
}
