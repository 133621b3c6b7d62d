/**
 * What a task's runner rejects with: the error name that `Retry` and `Catch` match, and the cause beside it.
 * Any other rejection is taken for a fault of the runner and ends the execution.
 */
export class TaskError extends Error {
  override readonly name = "TaskError";
  readonly error: string;
  override readonly cause: string | undefined;
  constructor(failure: { readonly error: string; readonly cause?: string | undefined }) {
    super(failure.cause === undefined ? failure.error : `${failure.error}: ${failure.cause}`);
    this.error = failure.error;
    this.cause = failure.cause;
  }
}

/**
 * Who can catch a failure: `any` matching retrier or catcher, only one that lists it by `name`, or `nobody`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export type Reach = "any" | "name" | "nobody";

/** A failed state: what an execution fails with unless a retrier or catcher takes it. Both texts may be absent, as in an empty Fail state. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  readonly reach: Reach;
  constructor(error: string | undefined, cause: string | undefined, reach: Reach = "any") {
    super(`${error ?? "(no error)"}: ${cause ?? "(no cause)"}`);
    this.error = error;
    this.cause = cause;
    this.reach = reach;
  }
}

/** Whether a retrier or catcher with this `ErrorEquals` takes the failure. */
export function takes(errorEquals: readonly string[], failure: StateFailure): boolean {
  if (failure.reach === "nobody") return false;
  return errorEquals.some((name) => {
    if (name === failure.error) return true;
    if (failure.reach === "name") return false;
    return name === "States.ALL" || (name === "States.TaskFailed" && failure.error !== "States.Timeout");
  });
}

/** A definition that AWS would refuse too. `problems` lists everything found, each with the path of its state. */
export class InvalidDefinition extends Error {
  override readonly name = "InvalidDefinition";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cannot use the state machine definition: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/** A definition that AWS would run and this engine does not. `problems` names every feature it stumbles over. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cannot run the state machine definition locally: ${problems.join("; ")}`);
    this.problems = problems;
  }
}
