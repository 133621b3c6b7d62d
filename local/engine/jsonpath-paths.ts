import type { Raw } from "./fields.ts";
import { NoSuchPath } from "./jsonpath.ts";
import { compileReference, lookUp, type Reference } from "./jsonpath-template.ts";
import type { Problems } from "./problems.ts";
import { putAt } from "./reference-path.ts";
import type { Visit } from "./visit.ts";

/** `InputPath`: the part of the data a state works on; `null` stands for an empty object. */
export function inputPath(
  raw: Raw,
  problems: Problems,
  field = "InputPath",
): (visit: Visit, data?: unknown) => unknown {
  const path = raw["InputPath"];
  if (path === undefined || path === "$") return (visit, data = visit.input.value) => data;
  if (path === null) return () => ({});
  const reference = compileReference(path, field, problems);
  return (visit, data = visit.input.value) => reference && lookUpOrFail(reference, visit, data);
}

/** `OutputPath`: the part of the combined output that goes on. */
export function outputPath(raw: Raw, problems: Problems): (visit: Visit, data: unknown) => unknown {
  return inputPath({ InputPath: raw["OutputPath"] }, problems, "OutputPath");
}

/** `ResultPath`: where the result goes in the state's raw input; `null` drops it. */
export function resultPath(raw: Raw, problems: Problems): (visit: Visit, result: unknown) => unknown {
  const path = raw["ResultPath"];
  if (path === undefined || path === "$") return (_, result) => result;
  if (path === null) return (visit) => visit.input.value;
  const reference = compileReference(path, "ResultPath", problems);
  if (!reference || !("path" in reference) || reference.path.root.kind !== "data" || !reference.path.definite) {
    problems.invalid(`"ResultPath" is ${JSON.stringify(path)}, wanted a reference path`);
    return (_, result) => result;
  }
  return (visit, result) => {
    try {
      return putAt(reference.path, visit.input.value, result);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const detail = `Unable to apply step "${path}" to input ${visit.input.text}`;
      throw visit.failure("States.ResultPathMatchFailure", detail);
    }
  };
}

/** Looks a path up that must lead somewhere. @throws {StateFailure} States.Runtime */
export function lookUpOrFail(reference: Reference, visit: Visit, data: unknown): unknown {
  try {
    return lookUp(reference, { visit, data });
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    throw visit.failure("States.Runtime", `Invalid path '${reference.text}' : ${error.message}`);
  }
}
