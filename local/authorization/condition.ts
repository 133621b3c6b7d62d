import { isRecord } from "../services/request/record.ts";
import { type ConditionKeys, valuesOf } from "./access-request.ts";
import { arnGlob, glob } from "./glob.ts";

/** Whether a request's keys fulfil a condition. */
export type Condition = (keys: ConditionKeys) => boolean;

type Test = (actual: string) => boolean;

const operators: Readonly<Record<string, (wanted: string) => Test>> = {
  StringEquals: (wanted) => (actual) => actual === wanted,
  StringEqualsIgnoreCase: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (wanted) => glob(wanted).matches,
  ArnEquals: (wanted) => arnGlob(wanted).matches,
  ArnLike: (wanted) => arnGlob(wanted).matches,
  NumericEquals: (wanted) => (actual) => Number(actual) === Number(wanted),
  NumericLessThan: (wanted) => (actual) => Number(actual) < Number(wanted),
  NumericLessThanEquals: (wanted) => (actual) => Number(actual) <= Number(wanted),
  NumericGreaterThan: (wanted) => (actual) => Number(actual) > Number(wanted),
  NumericGreaterThanEquals: (wanted) => (actual) => Number(actual) >= Number(wanted),
  Bool: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
};

/**
 * The conditions of a statement; all must hold.
 * @throws {TypeError} naming an operator that is not supported
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (read 2026-12-01)
 */
export function readConditions(given: unknown): readonly Condition[] {
  if (given === undefined) return [];
  if (!isRecord(given)) throw new TypeError("Cannot read a policy: Condition is no object");
  return Object.entries(given).flatMap(([operator, wanted]) => {
    if (!isRecord(wanted)) throw new TypeError(`Cannot read a policy: condition "${operator}" has no keys`);
    return Object.entries(wanted).map(([key, values]) => {
      const texts = [values].flat().map(String);
      return operator === "Null" ? nullCondition(key, texts) : condition(operator, key, texts);
    });
  });
}

/** `"true"` wants the key absent, `"false"` wants it there. */
function nullCondition(key: string, wanted: readonly string[]): Condition {
  const name = key.toLowerCase();
  return (keys) => wanted.includes(String(valuesOf(keys, name) === undefined));
}

function condition(operator: string, key: string, wanted: readonly string[]): Condition {
  const [, quantifier, negated, lenient] = operatorParts(operator);
  const tests = wanted.map(testOf(operator));
  const name = key.toLowerCase();
  const passes = (value: string) => tests.some((test) => test(value)) !== negated;
  return (keys) => {
    const values = valuesOf(keys, name);
    if (quantifier === "ForAllValues") return (values ?? []).every(passes);
    if (quantifier === "ForAnyValue") return (values ?? []).some(passes);
    // A key that is not in the request: a negated operator holds then.
    if (values === undefined) return lenient || negated;
    return negated ? values.every(passes) : values.some(passes);
  };
}

const operatorForm = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

function operatorParts(
  operator: string,
): readonly [name: string, quantifier: string, negated: boolean, lenient: boolean] {
  const [, quantifier = "", name = "", lenient] = operatorForm.exec(operator) ?? [];
  return [name.replace("Not", ""), quantifier, name.includes("Not"), lenient !== undefined];
}

function testOf(operator: string): (wanted: string) => Test {
  const [name] = operatorParts(operator);
  const test = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!test) throw new TypeError(`Cannot read a policy: condition operator "${operator}" is not supported`);
  return (wanted) => {
    if (wanted.includes("${"))
      throw new TypeError(`Cannot read a policy: the variable in "${wanted}" is not supported`);
    return test(wanted);
  };
}
