import type { Raw } from "./fields.ts";
import type { RunState } from "./machine.ts";
import type { StateCompiler } from "./state-compiler.ts";

/**
 * A Choice state: takes the first rule that holds, else `Default`. Without either the execution fails with `States.Runtime`:
 * that is what AWS was recorded to do, although its documentation names `States.NoChoiceMatched`.
 */
export function compileChoice(raw: Raw, { flow, problems }: StateCompiler): RunState {
  if (!Array.isArray(raw["Choices"]) || raw["Choices"].length === 0) {
    problems.invalid('a Choice state wants a list of "Choices"');
    return async (visit) => ({ output: visit.input });
  }
  const input = flow.input(raw);
  const choose = flow.choices(raw);
  const otherwise = flow.output(raw);
  const fallback = raw["Default"] as string | undefined;
  return async (visit) => {
    const effective = await input(visit);
    const chosen = await choose(visit, effective);
    if (chosen) return chosen;
    if (fallback !== undefined) return { ...(await otherwise(visit, effective, "input")), next: fallback };
    const detail = "Failed to transition out of the state. The state does not point to a next state.";
    throw visit.failure("States.Runtime", detail);
  };
}
