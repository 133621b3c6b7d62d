import type { Input } from "../request/input.ts";
import { instantOf } from "../request/instant.ts";
import { valuesAt } from "../security-hub/finding.ts";
import { badRequest } from "./errors.ts";

/** A GuardDuty finding as the wire and EventBridge spell it. */
export type GuardDutyFinding = Readonly<Record<string, unknown>>;

type Condition = (values: readonly (string | number)[]) => boolean;

/** Conditions by name; the short ones are the deprecated spelling. */
const listed: Readonly<Record<string, (texts: readonly string[]) => Condition>> = {
  equals: (texts) => (values) => values.some((value) => texts.includes(String(value))),
  notEquals: (texts) => (values) => values.every((value) => !texts.includes(String(value))),
};
const bounded: Readonly<Record<string, (bound: number) => Condition>> = {
  greaterThan: (bound) => (values) => values.some((value) => Number(value) > bound),
  greaterThanOrEqual: (bound) => (values) => values.some((value) => Number(value) >= bound),
  lessThan: (bound) => (values) => values.some((value) => Number(value) < bound),
  lessThanOrEqual: (bound) => (values) => values.some((value) => Number(value) <= bound),
};
const deprecated: Readonly<Record<string, string>> = {
  eq: "equals",
  neq: "notEquals",
  gt: "greaterThan",
  gte: "greaterThanOrEqual",
  lt: "lessThan",
  lte: "lessThanOrEqual",
};

/**
 * The criteria of ListFindings: all conditions on all fields must hold.
 * @throws {ServiceError} a condition is unknown (`matches` is not simulated) or not well-formed
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html
 */
export function findingCriteria(input: Input | undefined): (finding: GuardDutyFinding) => boolean {
  const criterion = input?.optionalObject("criterion");
  const fields = (criterion?.names() ?? []).map((field) => {
    const conditions = criterion?.object(field);
    const holds = (conditions?.names() ?? []).map((name) => conditions && conditionIn(conditions, name));
    return (finding: GuardDutyFinding) => holds.every((condition) => condition?.(comparable(finding, field)) ?? true);
  });
  return (finding) => fields.every((holds) => holds(finding));
}

function conditionIn(input: Input, name: string): Condition {
  const known = deprecated[name] ?? name;
  const list = listed[known];
  if (list) return list(input.optionalTexts(name) ?? []);
  const bound = bounded[known];
  if (bound) return bound(input.integer(name));
  throw badRequest(`the condition "${name}" is not known`);
}

/** The values of a field, `severity` as a number, instants in ms, flags as "true" and "false". */
function comparable(finding: GuardDutyFinding, field: string): readonly (string | number)[] {
  const values = valuesAt(finding, field.split("."));
  if (field === "service.archived" && values.length === 0) return ["false"];
  return values.flatMap((value) => {
    if (typeof value === "number") return [value];
    if (typeof value === "boolean") return [String(value)];
    if (typeof value !== "string") return [];
    return /(At|Seen)$/.test(field) ? [instantOf(value) ?? value] : [value];
  });
}
