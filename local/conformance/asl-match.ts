const mask = "*ANY*";

/**
 * Whether a JSON value is what a case expects: `"*ANY*"` stands for any value, `*ANY*` inside a text for any text.
 * Members may come in any order; `0.0` and `0` are the same number.
 */
export function matchesExpected(expected: unknown, actual: unknown): boolean {
  if (expected === mask) return actual !== undefined;
  if (typeof expected === "string" && expected.includes(mask))
    return typeof actual === "string" && glob(expected, actual);
  if (typeof expected !== "object" || expected === null) return expected === actual;
  if (typeof actual !== "object" || actual === null || Array.isArray(expected) !== Array.isArray(actual)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => Object.hasOwn(actual, key) && matchesExpected(member(expected, key), member(actual, key)))
  );
}

const member = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];

function glob(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split(mask);
  const last = rest.pop() ?? "";
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
