import type { Raw } from "./fields.ts";
import type { Evaluate, Flow } from "./flow.ts";
import type { Problems } from "./problems.ts";

/** The whole numbers a field may have. */
export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/**
 * A field that must be a whole number in a range, given as a constant, an expression or a path; undefined when it is absent.
 * A wrong constant is a problem of the definition, a wrong value at run time fails the state.
 */
export function integerField(
  raw: Raw,
  field: string,
  range: IntegerRange,
  { flow, problems }: { readonly flow: Flow; readonly problems: Problems },
): Evaluate<number> | undefined {
  const { min, max } = range;
  const isRight = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  const given = raw[field];
  if (typeof given === "number" && !isRight(given)) {
    problems.invalid(`"${field}" is ${given}, wanted an integer from ${min} to ${max}`);
  }
  const number = flow.number(raw, field);
  if (!number) return undefined;
  return async (visit, input) => {
    const value = await number(visit, input);
    if (isRight(value)) return value;
    throw flow.refuse(
      visit,
      field,
      `The value of the field '${field}' must be an integer from ${min} to ${max}, but was ${value}`,
    );
  };
}
