/** A JSON object of unknown members. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object: not null, no array, no `Date`. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The object's own member of that name; `toString` and the like are not members. */
export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
