import { InvalidEventPattern } from "./invalid-event-pattern.ts";

type Comparison = (value: number) => boolean;

const comparisons: Readonly<Record<string, (bound: number) => Comparison>> = {
  "=": (bound) => (value) => value === bound,
  "<": (bound) => (value) => value < bound,
  "<=": (bound) => (value) => value <= bound,
  ">": (bound) => (value) => value > bound,
  ">=": (bound) => (value) => value >= bound,
};

/**
 * A test for `numeric`: one comparison, or a lower and then an upper bound.
 * @throws {InvalidEventPattern} unknown operator, a bound that is no number, or an empty range
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function numericTest(expression: unknown): Comparison {
  if (!Array.isArray(expression) || (expression.length !== 2 && expression.length !== 4)) {
    throw new InvalidEventPattern('numeric is not a range, want [operator, number] or [">", number, "<", number]');
  }
  const [operator, bound, upperOperator, upperBound] = expression;
  const lower = comparison(operator, bound);
  if (expression.length === 2) return lower;
  const upper = comparison(upperOperator, upperBound);
  if (!String(operator).startsWith(">") || !String(upperOperator).startsWith("<") || !(bound < upperBound)) {
    throw new InvalidEventPattern(
      "numeric range is empty or upside down, want a lower bound, then a greater upper bound",
    );
  }
  return (value) => lower(value) && upper(value);
}

function comparison(operator: unknown, bound: unknown): Comparison {
  const make = typeof operator === "string" && Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!make) throw new InvalidEventPattern(`numeric operator ${JSON.stringify(operator)}, want =, <, <=, > or >=`);
  if (typeof bound !== "number") throw new InvalidEventPattern(`numeric bound ${JSON.stringify(bound)}, want a number`);
  return make(bound);
}
