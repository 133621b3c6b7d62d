import type { Branch } from "./branch.ts";
import type { CompiledState, Scope } from "./machine.ts";
import type { Payload } from "./payload.ts";
import { type Effect, Visit } from "./visit.ts";

/** Details of an input or output in an event. The local AWS never truncates. */
export const untruncated = { truncated: false } as const;

const retrying = new Set(["Task", "Map", "Parallel"]);

/**
 * Runs a scope from its first state to its end and answers the output of the last state.
 * @throws {StateFailure} a state failed and nothing caught it
 * @throws {Stopped} the branch was stopped
 */
export async function runScope(scope: Scope, branch: Branch, input: Payload): Promise<Payload> {
  let payload = input;
  for (let name: string | undefined = scope.startAt; name !== undefined; ) {
    const state = scope.states.get(name) as CompiledState;
    const transition = await state.run(enter(state, branch, payload));
    branch.stop.check();
    exit(state, branch, transition);
    payload = transition.output;
    name = transition.next;
  }
  return payload;
}

function enter(state: CompiledState, branch: Branch, input: Payload): Visit {
  const id = branch.record(`${state.type}StateEntered`, {
    name: state.name,
    input: input.text,
    inputDetails: untruncated,
  });
  branch.execution.stateTransitions += 1;
  branch.stateType = state.type;
  return new Visit(branch, state.name, input, id, retrying.has(state.type));
}

function exit(state: CompiledState, branch: Branch, { output, assign }: Effect): void {
  const variables = assign && Object.entries(assign).map(([name, value]) => [name, JSON.stringify(value)]);
  branch.record(`${state.type}StateExited`, {
    name: state.name,
    output: output.text,
    outputDetails: untruncated,
    ...(variables && { assignedVariables: Object.fromEntries(variables), assignedVariablesDetails: untruncated }),
  });
  if (assign) branch.assign(assign);
}
