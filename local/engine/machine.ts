import type { Transition, Visit } from "./visit.ts";

export type StateType = "Pass" | "Task" | "Choice" | "Wait" | "Succeed" | "Fail" | "Map" | "Parallel";

/** A state ready to run. */
export interface CompiledState {
  readonly name: string;
  readonly type: StateType;
  readonly run: RunState;
}

/** Runs a state that has been entered. @throws {StateFailure} what no retrier and no catcher took */
export type RunState = (visit: Visit) => Promise<Transition>;

/** The states of a machine, of a branch of a Parallel, or of a Map's processor. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, CompiledState>;
}

/** A definition that has been read, checked and compiled. It holds no execution's state, so executions share it. */
export interface Machine extends Scope {
  readonly timeoutSeconds?: number;
}
