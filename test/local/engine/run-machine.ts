import { compileMachine } from "#local/engine/compile.ts";
import { type Outcome, startExecution } from "#local/engine/engine.ts";
import type { TaskRunner } from "#local/engine/execution.ts";
import type { HistoryEvent } from "#local/engine/history.ts";
import { Payload } from "#local/engine/payload.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

export const functionArn = "arn:aws:lambda:eu-central-1:111122223333:function:work";

export const identity = {
  executionArn: "arn:aws:states:eu-central-1:111122223333:execution:machine:one",
  name: "one",
  stateMachineArn: "arn:aws:states:eu-central-1:111122223333:stateMachine:machine",
  stateMachineName: "machine",
  roleArn: "arn:aws:iam::111122223333:role/machine",
  region: "eu-central-1",
};

export const startAtMs = Date.UTC(2026, 0, 1);

export interface Run {
  readonly outcome: Outcome;
  readonly output: unknown;
  readonly events: readonly HistoryEvent[];
  readonly types: readonly string[];
  readonly elapsedMs: number;
  readonly stateTransitions: number;
}

export interface RunOptions {
  readonly input?: unknown;
  readonly runTask?: TaskRunner;
  readonly clock?: VirtualClock;
  readonly random?: () => number;
}

/** Runs a JSONata machine to its end on a virtual clock. */
export async function runMachine(definition: object, options: RunOptions = {}): Promise<Run> {
  const clock = options.clock ?? new VirtualClock(startAtMs);
  const machine = compileMachine({ QueryLanguage: "JSONata", ...definition });
  const execution = startExecution(machine, identity, new Payload(options.input ?? {}), {
    clock,
    runTask: options.runTask ?? (async ({ input }) => input),
    chance: { random: options.random ?? (() => 0.5), uuid: () => "00000000-0000-4000-8000-000000000000" },
  });
  const outcome = await execution.done;
  const events = execution.history.slice(1, execution.history.length);
  return {
    outcome,
    output: outcome.status === "SUCCEEDED" ? JSON.parse(outcome.output) : undefined,
    events,
    types: events.map(({ type }) => type),
    elapsedMs: clock.now() - startAtMs,
    stateTransitions: execution.stateTransitions,
  };
}

/** A machine of one state. */
export const only = (state: object): object => ({ StartAt: "Only", States: { Only: { End: true, ...state } } });

/** The value of one expression. */
export async function resultOf(expression: string, input?: unknown): Promise<unknown> {
  const run = await runMachine(only({ Type: "Pass", Output: `{% ${expression} %}` }), { input });
  return run.outcome.status === "SUCCEEDED" ? run.output : run.outcome;
}
