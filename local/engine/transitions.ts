import type { Raw } from "./fields.ts";
import { isObject } from "./payload.ts";
import type { Problems } from "./problems.ts";

const terminal = new Set(["Succeed", "Fail"]);

/** Checks that every way out of every state of a scope leads to a state of that scope, that every state has one, and that every state is reached. */
export function checkTransitions(raw: Raw, states: Raw, problems: Problems): void {
  const target = (name: unknown, from: string): void => {
    if (typeof name !== "string" || !Object.hasOwn(states, name)) {
      problems.invalid(`${from} leads to ${JSON.stringify(name)}, which is no state of its scope`);
    }
  };
  target(raw["StartAt"], '"StartAt"');
  const reached = new Set([raw["StartAt"]]);
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    for (const [field, next] of waysOut(state)) {
      target(next, `"${field}" of state "${name}"`);
      reached.add(next);
    }
    checkEnd(name, state, problems);
  }
  const lost = Object.keys(states).filter((name) => !reached.has(name));
  if (lost.length > 0) problems.invalid(`no transition leads to ${lost.map((name) => `"${name}"`).join(", ")}`);
}

function checkEnd(name: string, state: Raw, problems: Problems): void {
  const type = state["Type"];
  if (type === "Choice" || (typeof type === "string" && terminal.has(type))) return;
  if ("Next" in state !== (state["End"] === true)) return;
  problems.invalid(`state "${name}" wants either "Next" or "End": true`);
}

function* waysOut(state: Raw): Generator<readonly [field: string, next: unknown]> {
  if ("Next" in state) yield ["Next", state["Next"]];
  if ("Default" in state) yield ["Default", state["Default"]];
  for (const field of ["Choices", "Catch"]) {
    const rules = Array.isArray(state[field]) ? state[field] : [];
    for (const [index, rule] of rules.entries()) yield [`${field}[${index}].Next`, rule?.Next];
  }
}
