/** A JSON value of an input, or the place of one that could not be read. */
export type JsonValue = { readonly kind: "value"; readonly value: unknown } | { readonly kind: "unreadable" };

/**
 * The values of a text: one JSON value, the elements of an array, or one value a line (NDJSON). A blank text holds none.
 *
 * A line that is no JSON is told apart from its neighbours. A text of which no line is an object or an array by itself is no
 * NDJSON but one document that is broken, whatever its single lines look like.
 */
export function jsonValues(text: string): readonly JsonValue[] {
  const marked = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (marked.trim() === "") return [];
  const whole = parse(marked);
  if (whole.kind === "value") return flatten(whole.value);
  const values = marked
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(parse);
  if (!values.some(holdsSomething)) return [whole];
  return values.flatMap((value) => (value.kind === "value" ? flatten(value.value) : [value]));
}

function holdsSomething(found: JsonValue): boolean {
  if (found.kind === "unreadable" || typeof found.value !== "object" || found.value === null) return false;
  return Object.keys(found.value).length > 0;
}

function flatten(value: unknown): readonly JsonValue[] {
  return Array.isArray(value)
    ? value.map((element) => ({ kind: "value", value: element }))
    : [{ kind: "value", value }];
}

function parse(text: string): JsonValue {
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable" };
  }
}
