import { jsonType } from "./payload.ts";
import { instantOf } from "./timestamp.ts";

/** Compares a variable with an operand; values of other types than the operator's simply do not match. */
export type Comparison = (left: unknown, right: unknown) => boolean;

const orders: Readonly<Record<string, (left: number | string, right: number | string) => boolean>> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThan: (left, right) => left > right,
  GreaterThanEquals: (left, right) => left >= right,
};

const kinds: Readonly<Record<string, (value: unknown) => number | string | undefined>> = {
  Numeric: (value) => (typeof value === "number" ? value : undefined),
  String: (value) => (typeof value === "string" ? value : undefined),
  Timestamp: instantOf,
};

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsPresent: () => true,
  IsNumeric: (value) => jsonType(value) === "number",
  IsString: (value) => jsonType(value) === "string",
  IsBoolean: (value) => jsonType(value) === "boolean",
  IsTimestamp: (value) => instantOf(value) !== undefined,
};

/**
 * The comparison behind an operator of a JSONPath Choice (without `Path`); undefined when there is none of that name.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function comparisonOf(operator: string): Comparison | undefined {
  const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined;
  if (test) return (left, wanted) => test(left) === wanted;
  if (operator === "BooleanEquals") return (left, right) => typeof left === "boolean" && left === right;
  if (operator === "StringMatches") return stringMatches;
  const [, kind = "", order = ""] = /^(Numeric|String|Timestamp)(.+)$/.exec(operator) ?? [];
  const read = kinds[kind];
  const compare = Object.hasOwn(orders, order) ? orders[order] : undefined;
  if (!read || !compare) return undefined;
  return (left, right) => {
    const [a, b] = [read(left), read(right)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

/** `*` stands for any characters, `\*` for an asterisk and `\\` for a backslash. */
function stringMatches(value: unknown, pattern: unknown): boolean {
  if (typeof value !== "string" || typeof pattern !== "string") return false;
  const parts = pattern.match(/\\[\s\S]|\*+|[^\\*]+|\\$/g) ?? [];
  const source = parts.map((part) => (part.startsWith("*") ? "[\\s\\S]*" : quote(part.replace(/^\\([\s\S])/, "$1"))));
  return new RegExp(`^${source.join("")}$`, "u").test(value);
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
