import { type RunningExecution, startExecution } from "../../engine/engine.ts";
import type { Chance, TaskRunner } from "../../engine/execution.ts";
import { type HistoryEvent, historyEvent } from "../../engine/history.ts";
import type { Payload } from "../../engine/payload.ts";
import type { World } from "../../service.ts";
import { executionDoesNotExist, invalidArn } from "./errors.ts";
import { type ExecutionRecord, isRetained } from "./execution-record.ts";
import type { StateMachine } from "./state-machine.ts";

const executionArn = /^arn:aws[a-z-]*:states:[^:]+:\d{12}:execution:[^:]+:[^:]+$/;

export interface ExecutionsDeps {
  readonly runTask: TaskRunner;
  readonly chance: Chance;
  /** Hears of every change of status, the first one included. */
  readonly onStatusChange: ((execution: ExecutionRecord) => void) | undefined;
  /** Hears of every history event as it happens. */
  readonly onHistory: ((executionArn: string, event: HistoryEvent) => void) | undefined;
}

/** The executions of the simulated account, by ARN. */
export class Executions {
  readonly #world: World;
  readonly #deps: ExecutionsDeps;
  readonly #byArn = new Map<string, ExecutionRecord>();

  constructor(world: World, deps: ExecutionsDeps) {
    this.#world = world;
    this.#deps = deps;
  }

  arnOf(stateMachine: StateMachine, name: string): string {
    return `${stateMachine.arn.replace(":stateMachine:", ":execution:")}:${name}`;
  }

  /** The execution with this ARN, unless it has never been or is past its retention. */
  find(arn: string): ExecutionRecord | undefined {
    const record = this.#byArn.get(arn);
    return record && isRetained(record, this.#world.clock.now()) ? record : undefined;
  }

  /** @throws {ServiceError} InvalidArn, ExecutionDoesNotExist */
  get(arn: string): ExecutionRecord {
    if (!executionArn.test(arn)) throw invalidArn(arn);
    const record = this.find(arn);
    if (!record) throw executionDoesNotExist(arn);
    return record;
  }

  /** Every execution that is still kept, in the order they were started. */
  all(): readonly ExecutionRecord[] {
    const nowMs = this.#world.clock.now();
    return [...this.#byArn.values()].filter((record) => isRetained(record, nowMs));
  }

  start(stateMachine: StateMachine, name: string, input: Payload): ExecutionRecord {
    const { clock } = this.#world;
    const { runTask, chance, onHistory } = this.#deps;
    const arn = this.arnOf(stateMachine, name);
    const identity = {
      executionArn: arn,
      name,
      stateMachineArn: stateMachine.arn,
      stateMachineName: stateMachine.name,
      roleArn: stateMachine.roleArn,
      region: stateMachine.region,
    };
    const running = startExecution(stateMachine.machine, identity, input, {
      clock,
      runTask,
      chance,
      onEvent: onHistory && ((event, id) => onHistory(arn, historyEvent(event, id))),
    });
    return this.#keep({ arn, name, stateMachine, input: input.text }, running);
  }

  #keep(
    known: Pick<ExecutionRecord, "arn" | "name" | "stateMachine" | "input">,
    running: RunningExecution,
  ): ExecutionRecord {
    const record: ExecutionRecord = {
      ...known,
      startedAtMs: running.startedAtMs,
      history: running.history,
      status: "RUNNING",
      stoppedAtMs: undefined,
      output: undefined,
      error: undefined,
      cause: undefined,
      stateTransitions: () => running.stateTransitions,
      stop: async () => {},
    };
    const closed = running.done.then((outcome) => {
      // The engine's own state, with its parsed data, goes; texts and history stay.
      const { stateTransitions } = running;
      Object.assign(record, outcome, { stateTransitions: () => stateTransitions, stop: async () => {} });
      record.stoppedAtMs = this.#world.clock.now();
      this.#deps.onStatusChange?.(record);
    });
    record.stop = (error, cause) => {
      running.abort(error, cause);
      return closed;
    };
    this.#byArn.delete(record.arn); // a reused name goes to the end of the order
    this.#byArn.set(record.arn, record);
    this.#deps.onStatusChange?.(record);
    return record;
  }
}
