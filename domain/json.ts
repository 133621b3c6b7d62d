import { type Rejection, rejection } from "./rejection.ts";

/** An object of parsed JSON. Read it through the functions below: they see own members only, so `__proto__` is a key like any other. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Levels of objects and arrays. Findings nest fewer than 15; the bound keeps recursion of later readers small. */
export const nestingMax = 64;

/** SQS carries no more in one message. */
export const messageBytesMax = 1_048_576;

/**
 * Parses JSON of unknown origin. A byte order mark is skipped; of duplicate keys the last one counts, as in `JSON.parse`.
 * Depth is checked on the text, before parsing: no input can exhaust the stack.
 */
export function parseJson(
  text: string,
): { readonly kind: "json"; readonly value: unknown } | { readonly kind: "rejected"; readonly rejection: Rejection } {
  if (text.length > messageBytesMax) {
    return refuse("finding-too-large", `${text.length} characters, at most ${messageBytesMax} are wanted`);
  }
  if (nestsDeeperThan(text, nestingMax)) {
    return refuse("nested-too-deep", `more than ${nestingMax} levels, at most that many are wanted`);
  }
  try {
    return { kind: "json", value: JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text) };
  } catch {
    // The parser's own message quotes the text, which is never ours to repeat.
    return refuse("invalid-json", "it is not JSON, one JSON object is wanted");
  }
}

function refuse(reason: Rejection["reason"], state: string) {
  return { kind: "rejected" as const, rejection: rejection(reason, `Cannot read the message: ${state}`) };
}

function nestsDeeperThan(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      if (++depth > levels) return true;
    } else if (char === "}" || char === "]") depth--;
  }
  return false;
}

/** The object itself, or undefined for arrays, null and scalars. */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value at a path of own members; undefined where the path breaks off. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    const object = objectOf(current);
    if (object === undefined || !Object.hasOwn(object, key)) return undefined;
    current = object[key];
  }
  return current;
}

/** The text at a path with lone surrogates replaced by U+FFFD; undefined when it is blank or no string. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const text = valueAt(value, ...path);
  return typeof text === "string" && text.trim() !== "" ? text.toWellFormed() : undefined;
}

/** The elements of the array at a path; none when there is no array. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = valueAt(value, ...path);
  return Array.isArray(list) ? list : [];
}
