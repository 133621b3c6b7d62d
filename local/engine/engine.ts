import { Branch } from "./branch.ts";
import { StateFailure } from "./errors.ts";
import { Execution, type ExecutionWorld, type Identity, type Past } from "./execution.ts";
import type { History } from "./history.ts";
import type { Machine } from "./machine.ts";
import type { Payload } from "./payload.ts";
import type { Position } from "./position.ts";
import { runScope, untruncated } from "./run.ts";
import { Stopped } from "./stop.ts";

/** How an execution ended. `output` is JSON text. */
export type Outcome =
  | { readonly status: "SUCCEEDED"; readonly output: string }
  | {
      readonly status: "FAILED" | "TIMED_OUT" | "ABORTED";
      readonly error?: string | undefined;
      readonly cause?: string | undefined;
    };

/** An execution under way, or at its end. */
export interface RunningExecution {
  readonly history: History;
  readonly startedAtMs: number;
  /** States entered so far, retries counted again: what AWS bills. */
  readonly stateTransitions: number;
  /** Resolves with the outcome. Never rejects. */
  readonly done: Promise<Outcome>;
  /** Where it stands: what a redrive goes on from, once it has ended. */
  readonly standing: Standing;
  /** Stops the execution, unless it has ended; `done` then tells which came first. */
  abort(error?: string, cause?: string): void;
}

/** An execution as it stands, with all the data it would go on with. */
export interface Standing {
  readonly identity: Identity;
  readonly input: Payload;
  readonly past: Past;
  readonly position: Position;
}

/** Starts an execution. It is under way when this returns, and needs the clock to move on. */
export function startExecution(
  machine: Machine,
  identity: Identity,
  input: Payload,
  world: ExecutionWorld,
): RunningExecution {
  const execution = new Execution(world, identity, input);
  execution.record("ExecutionStarted", 0, { input: input.text, inputDetails: untruncated, roleArn: identity.roleArn });
  // As on AWS, the first state's event follows event 0 and not ExecutionStarted.
  return run(machine, execution, new Branch(execution), input);
}

/**
 * Goes on with an execution that failed, timed out or was aborted, from the states it did not leave: branches that ended are
 * not run again, retries are counted anew and time-outs begin anew.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redriveExecution(machine: Machine, standing: Standing, world: ExecutionWorld): RunningExecution {
  const { identity, input, past, position } = standing;
  const execution = new Execution(world, identity, input, past);
  execution.record("ExecutionRedriven", past.history.length, { redriveCount: execution.redriveCount });
  return run(machine, execution, new Branch(execution, undefined, undefined, position), input);
}

function run(machine: Machine, execution: Execution, root: Branch, input: Payload): RunningExecution {
  let stopped: Outcome | undefined;
  const stop = (outcome: Outcome): void => {
    if (root.stop.tripped) return;
    stopped = outcome;
    root.stop.trip();
  };
  const cancelTimeout = timeOut(machine, execution, () => stop({ status: "TIMED_OUT" }));
  const done = settle(machine, root, input, () => stopped).then((outcome) => {
    cancelTimeout();
    root.stop.trip(); // a later abort finds the execution ended
    recordEnd(root, outcome);
    root.end();
    return outcome;
  });
  return {
    history: execution.history,
    startedAtMs: execution.startedAtMs,
    get stateTransitions() {
      return execution.stateTransitions;
    },
    done,
    get standing() {
      return { identity: execution.identity, input, past: execution, position: root.position };
    },
    abort: (error, cause) => stop({ status: "ABORTED", error, cause }),
  };
}

function timeOut({ timeoutSeconds }: Machine, { clock }: Execution, fire: () => void): () => void {
  if (timeoutSeconds === undefined) return () => {};
  return clock.at(clock.now() + timeoutSeconds * 1000, fire);
}

async function settle(
  machine: Machine,
  root: Branch,
  input: Payload,
  stopped: () => Outcome | undefined,
): Promise<Outcome> {
  try {
    const output = await runScope(machine, root, input);
    return { status: "SUCCEEDED", output: output.text };
  } catch (thrown) {
    if (thrown instanceof Stopped) return stopped() ?? { status: "ABORTED" };
    if (thrown instanceof StateFailure) return { status: "FAILED", error: thrown.error, cause: thrown.cause };
    // A fault of the engine or of a task runner must be seen, not retried away.
    const cause = `Cannot go on with the execution: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown}`;
    return { status: "FAILED", error: "States.Runtime", cause };
  }
}

const endings = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
} as const;

function recordEnd(root: Branch, outcome: Outcome): void {
  const details =
    outcome.status === "SUCCEEDED"
      ? { output: outcome.output, outputDetails: untruncated }
      : {
          ...(outcome.error !== undefined && { error: outcome.error }),
          ...(outcome.cause !== undefined && { cause: outcome.cause }),
        };
  root.execution.recordLast(endings[outcome.status], root.lastEventId, details);
}
