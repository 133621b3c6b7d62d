import type { Variables } from "./branch.ts";
import { comparisonOf } from "./comparison.ts";
import type { Raw } from "./fields.ts";
import type { Flow } from "./flow.ts";
import { NoSuchPath } from "./jsonpath.ts";
import { outputPath } from "./jsonpath-paths.ts";
import { compileReference, lookUp, type Reference } from "./jsonpath-template.ts";
import { isObject } from "./payload.ts";
import type { Problems } from "./problems.ts";
import type { Visit } from "./visit.ts";

type Rule = (visit: Visit, data: unknown) => boolean;
type Assigner = (raw: Raw) => (visit: Visit, data: unknown) => Variables | undefined;

/** The rules of a JSONPath Choice: comparisons of a `Variable`, joined with `And`, `Or` and `Not`. */
export function jsonpathChoices(raw: Raw, problems: Problems, assigner: Assigner): ReturnType<Flow["choices"]> {
  const output = outputPath(raw, problems);
  const rules = (raw["Choices"] as Raw[]).map((choice, index) =>
    problems.within(`Choices[${index}]`, () => ({
      holds: rule(choice, problems),
      assign: assigner(choice),
      next: choice["Next"] as string,
    })),
  );
  return async (visit, input) => {
    const chosen = rules.find(({ holds }) => holds(visit, input.value));
    if (!chosen) return undefined;
    const assign = chosen.assign(visit, input.value);
    return { assign, output: visit.payload(output(visit, input.value)), next: chosen.next };
  };
}

function rule(raw: unknown, problems: Problems): Rule {
  if (!isObject(raw)) {
    problems.invalid("a rule is no object");
    return () => false;
  }
  if ("Not" in raw) {
    const inner = rule(raw["Not"], problems);
    return (visit, data) => !inner(visit, data);
  }
  for (const [field, join] of [
    ["And", "every"],
    ["Or", "some"],
  ] as const) {
    if (!(field in raw)) continue;
    const inner = (Array.isArray(raw[field]) ? raw[field] : []).map((one) => rule(one, problems));
    if (inner.length === 0) problems.invalid(`"${field}" is no list of rules`);
    return (visit, data) => inner[join]((one) => one(visit, data));
  }
  return comparison(raw, problems);
}

const ruleFields = new Set(["Variable", "Next", "Assign", "Comment"]);

function comparison(raw: Raw, problems: Problems): Rule {
  const [operator, ...others] = Object.keys(raw).filter((field) => !ruleFields.has(field));
  const compare = operator === undefined ? undefined : comparisonOf(operator.replace(/Path$/, ""));
  if (operator === undefined || !compare || others.length > 0) {
    problems.invalid(
      `a rule has ${operator === undefined ? "no comparison" : `the comparison "${[operator, ...others].join('", "')}"`}`,
    );
    return () => false;
  }
  const variable = compileReference(raw["Variable"], "Variable", problems);
  if (!variable) return () => false;
  if (operator === "IsPresent") return (visit, data) => isPresent(variable, visit, data) === raw[operator];
  const operand = operator.endsWith("Path") ? compileReference(raw[operator], operator, problems) : undefined;
  return (visit, data) => {
    const left = required(variable, visit, data);
    return compare(left, operand ? required(operand, visit, data) : raw[operator]);
  };
}

function isPresent(reference: Reference, visit: Visit, data: unknown): boolean {
  try {
    lookUp(reference, { visit, data });
    return true;
  } catch (error) {
    if (error instanceof NoSuchPath) return false;
    throw error;
  }
}

function required(reference: Reference, visit: Visit, data: unknown): unknown {
  try {
    return lookUp(reference, { visit, data });
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    const detail = `Invalid path '${reference.text}': The choice state's condition path references an invalid value.`;
    throw visit.failure("States.Runtime", detail);
  }
}
