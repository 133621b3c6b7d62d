import { InvalidEventPattern } from "./invalid-event-pattern.ts";
import type { LeafTest } from "./leaf.ts";
import { type TextOperator, textTest } from "./text-test.ts";

const nestable = new Set(["prefix", "suffix", "equals-ignore-case", "wildcard"]);

/**
 * Compiles `anything-but`: a value, a list of strings or of numbers, or one nested text operator with a string or list.
 * A value of another type is "anything but" too, so a number passes `{"prefix": …}`. An absent field never passes.
 * @throws {InvalidEventPattern} a list that is empty or mixes types, or an operator that cannot be nested here
 */
export function anythingButTest(operand: unknown): LeafTest {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) return nestedTest(operand);
  const excluded = Array.isArray(operand) ? operand : [operand];
  const types = new Set(excluded.map((value) => typeof value));
  if (types.size !== 1 || !(types.has("string") || types.has("number"))) {
    throw new InvalidEventPattern(`anything-but has ${JSON.stringify(operand)}, want strings only or numbers only`);
  }
  const values = new Set<unknown>(excluded);
  return (leaf) => !values.has(leaf);
}

function nestedTest(operand: object): LeafTest {
  const entries = Object.entries(operand);
  const [operator = "", nested] = entries[0] ?? [];
  if (entries.length !== 1 || !nestable.has(operator)) {
    throw new InvalidEventPattern(
      `anything-but has ${JSON.stringify(operand)}, want one of ${[...nestable].join(", ")}`,
    );
  }
  const texts: unknown[] = Array.isArray(nested) ? nested : [nested];
  const affix = operator === "prefix" || operator === "suffix";
  if (texts.length === 0 || texts.some((text) => typeof text !== "string" || (affix && text === ""))) {
    throw new InvalidEventPattern(`anything-but ${operator} has ${JSON.stringify(nested)}, want non-empty strings`);
  }
  const tests = texts.map((text) => textTest(operator as TextOperator, text));
  return (leaf) => typeof leaf !== "string" || !tests.some((test) => test(leaf));
}
