/**
 * The JSON of a value as `JSON.stringify` writes it: keys in their order, lone surrogates escaped. Any depth will do,
 * where `JSON.stringify` overflows the stack at some thousand levels.
 */
export function eventJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepJson(value);
  }
}

/** What is left to write: a value, or JSON that is finished. */
type Left = { readonly value: unknown } | { readonly json: string };

const comma: Left = { json: "," };
const endOfArray: Left = { json: "]" };
const endOfObject: Left = { json: "}" };

function deepJson(root: unknown): string {
  const text: string[] = [];
  // The next one is the last.
  const left: Left[] = [{ value: root }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ("json" in next) text.push(next.json);
    else if (Array.isArray(next.value)) text.push(openArray(next.value, left));
    else if (typeof next.value === "object" && next.value !== null) text.push(openObject(next.value, left));
    else text.push(JSON.stringify(next.value) ?? "null");
  }
  return text.join("");
}

function openArray(items: readonly unknown[], left: Left[]): string {
  left.push(endOfArray);
  for (let at = items.length - 1; at >= 0; at--) {
    left.push({ value: items[at] });
    if (at > 0) left.push(comma);
  }
  return "[";
}

function openObject(object: object, left: Left[]): string {
  left.push(endOfObject);
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  for (const [at, [name, value]] of [...members.entries()].reverse()) {
    left.push({ value }, { json: `${at > 0 ? "," : ""}${JSON.stringify(name)}:` });
  }
  return "{";
}
