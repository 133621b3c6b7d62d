import { StateFailure } from "./errors.ts";
import type { Raw } from "./fields.ts";
import type { RunState } from "./machine.ts";
import type { StateCompiler } from "./state-compiler.ts";

/** A Fail state: fails its scope with the error and cause it names, either of which may be absent. */
export function compileFail(raw: Raw, { flow }: StateCompiler): RunState {
  const error = flow.text(raw, "Error");
  const cause = flow.text(raw, "Cause");
  return async (visit) => {
    throw new StateFailure(await error?.(visit, visit.input), await cause?.(visit, visit.input));
  };
}
