/** A JSON value of an input, or the place of one that could not be read. */
export type JsonValue = { readonly kind: "value"; readonly value: unknown } | { readonly kind: "unreadable" };

/**
 * The values of a text: one JSON value, the elements of an array, or one value a line (NDJSON).
 * A line that is no JSON is told apart from its neighbours; a text without any JSON is unreadable as a whole.
 */
export function jsonValues(text: string): readonly JsonValue[] {
  const whole = parse(text);
  if (whole.kind === "value") return flatten(whole.value);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const values = lines.map(parse);
  if (values.every((value) => value.kind === "unreadable")) return [whole];
  return values.flatMap((value) => (value.kind === "value" ? flatten(value.value) : [value]));
}

function flatten(value: unknown): readonly JsonValue[] {
  return Array.isArray(value)
    ? value.map((element) => ({ kind: "value", value: element }))
    : [{ kind: "value", value }];
}

function parse(text: string): JsonValue {
  try {
    return { kind: "value", value: JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text) };
  } catch {
    return { kind: "unreadable" };
  }
}
