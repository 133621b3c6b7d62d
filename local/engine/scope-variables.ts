import type { Raw } from "./fields.ts";
import { isObject } from "./payload.ts";
import type { Problems } from "./problems.ts";

const variableName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const variableNameLengthMax = 80;

/**
 * Checks the names in every `Assign`: well formed, not reserved, and no inner scope uses a name that a state around it uses.
 * The state that holds the inner scope does not count: its own `Assign` comes after, and AWS was recorded to allow it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function checkVariableNames(scope: Raw, problems: Problems, outer: ReadonlySet<string> = new Set()): void {
  const states = isObject(scope["States"]) ? Object.values(scope["States"]).filter(isObject) : [];
  const own = new Set(states.flatMap(assignedNames));
  for (const name of own) {
    if (outer.has(name)) problems.invalid(`the variable name '${name}' was already defined in a parent scope`);
    if (name === "states" || name.length > variableNameLengthMax || !variableName.test(name)) {
      problems.invalid(`'${name}' is no variable name`);
    }
  }
  for (const state of states) {
    const visible = new Set([...outer, ...states.filter((other) => other !== state).flatMap(assignedNames)]);
    for (const inner of innerScopes(state)) checkVariableNames(inner, problems, visible);
  }
}

function assignedNames(state: Raw): string[] {
  const rules = [state["Choices"], state["Catch"]].flat().filter(isObject);
  const names = [state, ...rules].flatMap(({ Assign }) => (isObject(Assign) ? Object.keys(Assign) : []));
  // A JSONPath Assign marks computed members with ".$".
  return names.map((name) => (name.endsWith(".$") ? name.slice(0, -2) : name));
}

function innerScopes(state: Raw): Raw[] {
  return [state["ItemProcessor"], state["Iterator"], state["Branches"]].flat().filter(isObject);
}
