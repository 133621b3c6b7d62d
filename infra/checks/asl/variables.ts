import { expressionsOf } from "./expression.ts";
import { jsonataFunctions } from "./jsonata-functions.ts";
import { innerScopes, type Json, rulesIn, type Scope, type State } from "./machine.ts";

/** A way from one state to the next, with the variables that are assigned on it. */
interface Step {
  readonly to: string;
  readonly assigns: readonly string[];
}

type Says = (state: string, says: string) => void;

/**
 * Variables that an expression uses and that some way to its state has not assigned, and those that an inner scope names anew.
 * What a state assigns is there from the next state on; a scope inside sees what is assigned where its state begins.
 * @see docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html (read 2026-11-20)
 */
export function checkVariables(scope: Scope, says: Says, outer: ReadonlySet<string> = new Set()): void {
  const known = assignedBefore(scope, outer);
  for (const state of scope.states.values()) {
    const names = known.get(state.name) ?? outer;
    for (const { field, uses } of expressionsOf(state)) {
      const unknown = uses.filter((name) => name !== "states" && !names.has(name) && !jsonataFunctions.has(name));
      for (const name of unknown) says(state.name, `${field} uses $${name}, which is not assigned on every way here`);
    }
    for (const name of stepsFrom(state).flatMap(({ assigns }) => assigns))
      if (outer.has(name)) says(state.name, `assigns $${name}, which the scope around it has already`);
    for (const inner of innerScopes(state)) checkVariables(inner, says, inner.distributed ? new Set() : names);
  }
}

/** For each state the variables that are assigned whichever way it is reached; a state that nothing leads to has none to itself. */
function assignedBefore(
  { startAt, states }: Scope,
  outer: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[startAt, outer]]);
  const waiting = [startAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = states.get(name);
    for (const { to, assigns } of state ? stepsFrom(state) : []) {
      const here = new Set([...(known.get(name) ?? []), ...assigns]);
      const before = known.get(to);
      const both = before ? new Set([...before].filter((one) => here.has(one))) : here;
      if (both.size === before?.size) continue;
      known.set(to, both);
      waiting.push(to);
    }
  }
  return known;
}

function stepsFrom({ type, fields }: State): readonly Step[] {
  const step = (rule: Json, next: unknown = rule["Next"]): Step => ({
    to: String(next),
    assigns: Object.keys((rule["Assign"] ?? {}) as Json),
  });
  const caught = rulesIn(fields, "Catch").map((rule) => step(rule));
  if (type !== "Choice") return [step(fields), ...caught];
  return [...rulesIn(fields, "Choices").map((rule) => step(rule)), step(fields, fields["Default"])];
}
