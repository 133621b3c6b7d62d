import type { Raw } from "./fields.ts";
import type { Evaluate } from "./flow.ts";
import { NoSuchPath } from "./jsonpath.ts";
import { lookUpOrFail } from "./jsonpath-paths.ts";
import { compileReference, lookUp } from "./jsonpath-template.ts";
import type { Problems } from "./problems.ts";
import { instantOf } from "./timestamp.ts";

/** A numeric field such as `TimeoutSeconds`, or the place its `Path` twin names, where a numeric text counts as well. */
export function jsonpathNumber(raw: Raw, field: string, problems: Problems): Evaluate<number> | undefined {
  const pathField = `${field}Path`;
  if (field in raw && pathField in raw) problems.invalid(`both "${field}" and "${pathField}" are given`);
  if (field in raw) return constantNumber(raw[field], field, problems);
  if (!(pathField in raw)) return undefined;
  const reference = compileReference(raw[pathField], pathField, problems);
  return async (visit, input) => {
    if (!reference) return Number.NaN;
    const value =
      field === "Seconds" ? secondsAt(reference, visit, input.value) : lookUpOrFail(reference, visit, input.value);
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
    if (Number.isInteger(number) && (number as number) >= 0) return number as number;
    throw visit.failure("States.Runtime", badNumber(pathField, reference.text, value));
  };
}

function constantNumber(value: unknown, field: string, problems: Problems): Evaluate<number> {
  if (typeof value === "number" && value >= 0) return async () => value;
  problems.invalid(`"${field}" is ${JSON.stringify(value)}, wanted a number of at least 0`);
  return async () => Number.NaN;
}

function secondsAt(...[reference, visit, data]: Parameters<typeof lookUpOrFail>): unknown {
  try {
    return lookUp(reference, { visit, data });
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    const detail = `The SecondsPath parameter does not reference an input value: ${reference.text}`;
    throw visit.failure("States.Runtime", detail);
  }
}

function badNumber(pathField: string, path: string, value: unknown): string {
  if (typeof value === "number" && value < 0) {
    return `The ${pathField} parameter references a negative value: ${path} == ${value}`;
  }
  return `The ${pathField} field refers to value "${JSON.stringify(value)}" which is not a valid integer: ${path}`;
}

/** A text field such as `Error`, or the place its `Path` twin names. */
export function jsonpathText(raw: Raw, field: string, problems: Problems): Evaluate<string> | undefined {
  const pathField = `${field}Path`;
  if (field in raw && pathField in raw) problems.invalid(`both "${field}" and "${pathField}" are given`);
  if (field in raw) return constantText(raw[field], field, problems);
  if (!(pathField in raw)) return undefined;
  const reference = compileReference(raw[pathField], pathField, problems);
  return async (visit, input) => {
    const value = reference && lookUpOrFail(reference, visit, input.value);
    if (typeof value === "string") return value;
    const detail = `The ${pathField} parameter does not reference a string: ${reference?.text} == ${JSON.stringify(value)}`;
    throw visit.failure("States.Runtime", detail);
  };
}

function constantText(value: unknown, field: string, problems: Problems): Evaluate<string> {
  if (typeof value === "string") return async () => value;
  problems.invalid(`"${field}" is ${JSON.stringify(value)}, wanted a string`);
  return async () => "";
}

/** A Wait's `Timestamp` or the place `TimestampPath` names, ms since the epoch. */
export function jsonpathTimestamp(raw: Raw, problems: Problems): Evaluate<number> | undefined {
  const text = jsonpathText(raw, "Timestamp", problems);
  if (!text) return undefined;
  if ("Timestamp" in raw && instantOf(raw["Timestamp"]) === undefined) {
    problems.invalid(
      `"Timestamp" is ${JSON.stringify(raw["Timestamp"])}, wanted an ISO-8601 extended offset date-time`,
    );
  }
  return async (visit, input) => {
    const value = await text(visit, input);
    const atMs = instantOf(value);
    if (atMs !== undefined) return atMs;
    const what =
      "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string";
    throw visit.failure("States.Runtime", `${what}: ${raw["TimestampPath"]} == ${value}`);
  };
}
