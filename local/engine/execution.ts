import type { Clock } from "../clock.ts";
import { type EventDetails, History, type StoredEvent } from "./history.ts";
import type { Payload } from "./payload.ts";

/** A task for the world outside: the state's `Resource` and its effective input. */
export interface Task {
  readonly resource: string;
  readonly stateMachineArn: string;
  readonly stateName: string;
  readonly input: unknown;
  /** The input as JSON text. */
  readonly inputText: string;
}

/** Does a task and answers its result, as a `Payload` where its text is at hand. Rejects with `TaskError`. Holds the clock itself while it works. */
export type TaskRunner = (task: Task) => Promise<unknown>;

/** What is left to chance: jitter and `$random()` in [0, 1), and ids. Give seeded ones for a run that repeats itself. */
export interface Chance {
  readonly random: () => number;
  readonly uuid: () => string;
}

/** Who an execution is. */
export interface Identity {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly region: string;
}

/** What every branch of one execution shares. */
export class Execution {
  readonly clock: Clock;
  readonly runTask: TaskRunner;
  readonly chance: Chance;
  readonly identity: Identity;
  readonly startedAtMs: number;
  readonly redriveCount: number;
  readonly history: History;
  /** States entered, and one more for each retry and each redrive: what AWS bills. */
  stateTransitions: number;
  /** The constant part of the context object. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly #onEvent: ((event: StoredEvent, id: number) => void) | undefined;

  /** @param earlier what an execution that is redriven has behind it */
  constructor(world: ExecutionWorld, identity: Identity, input: Payload, earlier?: Past) {
    this.clock = world.clock;
    this.runTask = world.runTask;
    this.chance = world.chance;
    this.identity = identity;
    this.startedAtMs = earlier?.startedAtMs ?? world.clock.now();
    this.redriveCount = earlier ? earlier.redriveCount + 1 : 0;
    this.history = earlier?.history ?? new History();
    this.stateTransitions = earlier ? earlier.stateTransitions + 1 : 0;
    this.#onEvent = world.onEvent;
    const redrivenAtMs = earlier && world.clock.now();
    this.context = contextOf(identity, input, this.startedAtMs, this.redriveCount, redrivenAtMs);
  }

  record(type: string, previousEventId: number, details?: EventDetails): number {
    const event = { type, previousEventId, atMs: this.clock.now(), ...(details && { details }) };
    const id = this.history.append(event);
    this.#onEvent?.(event, id);
    return id;
  }

  recordLast(type: string, previousEventId: number, details: EventDetails): void {
    const event = { type, previousEventId, atMs: this.clock.now(), details };
    const id = this.history.appendLast(event);
    this.#onEvent?.(event, id);
  }
}

/** What an execution had done when it ended. */
export type Past = Pick<Execution, "startedAtMs" | "redriveCount" | "history" | "stateTransitions">;

export interface ExecutionWorld {
  readonly clock: Clock;
  readonly runTask: TaskRunner;
  readonly chance: Chance;
  /** Hears of every history event as it happens. */
  readonly onEvent?: ((event: StoredEvent, id: number) => void) | undefined;
}

function contextOf(
  identity: Identity,
  input: Payload,
  startedAtMs: number,
  redriveCount: number,
  redrivenAtMs: number | undefined,
): Readonly<Record<string, unknown>> {
  return {
    Execution: {
      Id: identity.executionArn,
      Input: input.value,
      StartTime: new Date(startedAtMs).toISOString(),
      Name: identity.name,
      RoleArn: identity.roleArn,
      RedriveCount: redriveCount,
      ...(redrivenAtMs !== undefined && { RedriveTime: new Date(redrivenAtMs).toISOString() }),
    },
    StateMachine: { Id: identity.stateMachineArn, Name: identity.stateMachineName },
  };
}
