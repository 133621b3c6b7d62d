import type { Branch } from "./branch.ts";
import type { CompiledState, Scope } from "./machine.ts";
import type { Payload } from "./payload.ts";
import { type Effect, Visit } from "./visit.ts";

/** Details of an input or output in an event. The local AWS never truncates. */
export const untruncated = { truncated: false } as const;

const retrying = new Set(["Task", "Map", "Parallel"]);

/**
 * Runs a scope from its first state, or on from where the branch stands, to its end and answers the output of the last state.
 * @throws {StateFailure} a state failed and nothing caught it
 * @throws {Stopped} the branch was stopped
 */
export async function runScope(scope: Scope, branch: Branch, input: Payload): Promise<Payload> {
  const { stay } = branch.position;
  let resumes = stay !== undefined;
  let payload = stay?.input ?? input;
  for (let name: string | undefined = stay?.stateName ?? scope.startAt; name !== undefined; resumes = false) {
    const state = scope.states.get(name) as CompiledState;
    const transition = await state.run(resumes ? resume(state, branch, payload) : enter(state, branch, payload));
    branch.stop.check();
    exit(state, branch, transition);
    payload = transition.output;
    name = transition.next;
  }
  branch.position.end(payload);
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
  const stay = { stateName: state.name, input, enteredEventId: id, enteredAtMs: branch.execution.clock.now() };
  branch.position.enter(stay);
  return new Visit(branch, stay, { retries: retrying.has(state.type), resumes: false });
}

/**
 * A state that a redrive goes on with has been entered before: what it does now follows that event. Only Fail is entered again.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
function resume(state: CompiledState, branch: Branch, input: Payload): Visit {
  const { stay } = branch.position;
  if (stay === undefined) return enter(state, branch, input);
  branch.lastEventId = stay.enteredEventId;
  if (state.type === "Fail") return enter(state, branch, input);
  branch.stateType = state.type;
  return new Visit(branch, stay, { retries: retrying.has(state.type), resumes: true });
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
