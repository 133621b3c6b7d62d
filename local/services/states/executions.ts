import { type RunningExecution, redriveExecution, type Standing, startExecution } from "../../engine/engine.ts";
import type { Chance, ExecutionWorld, TaskRunner } from "../../engine/execution.ts";
import type { StoredEvent } from "../../engine/history.ts";
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
  readonly onHistory: ((executionArn: string, event: StoredEvent, id: number) => void) | undefined;
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

  /** Drops an execution, unless it is running. */
  forget(arn: string): void {
    if (this.#byArn.get(arn)?.stoppedAtMs !== undefined) this.#byArn.delete(arn);
  }

  start(stateMachine: StateMachine, name: string, input: Payload): ExecutionRecord {
    const arn = this.arnOf(stateMachine, name);
    const identity = {
      executionArn: arn,
      name,
      stateMachineArn: stateMachine.arn,
      stateMachineName: stateMachine.name,
      roleArn: stateMachine.roleArn,
      region: stateMachine.region,
    };
    const running = startExecution(stateMachine.machine, identity, input, this.#worldOf(arn));
    const record: ExecutionRecord = {
      arn,
      name,
      stateMachine,
      input: input.text,
      startedAtMs: running.startedAtMs,
      history: running.history,
      ...underWay,
    };
    this.#byArn.delete(arn); // a reused name goes to the end of the order
    this.#byArn.set(arn, record);
    this.#follow(record, running);
    return record;
  }

  /** Goes on with an execution that has ended unsuccessfully. */
  redrive(record: ExecutionRecord, standing: Standing): void {
    const running = redriveExecution(record.stateMachine.machine, standing, this.#worldOf(record.arn));
    const redrives = { redriveCount: record.redriveCount + 1, redrivenAtMs: this.#world.clock.now() };
    Object.assign(record, underWay, redrives);
    this.#follow(record, running);
  }

  #worldOf(arn: string): ExecutionWorld {
    const { runTask, chance, onHistory } = this.#deps;
    const onEvent = onHistory && ((event: StoredEvent, id: number) => onHistory(arn, event, id));
    return { clock: this.#world.clock, runTask, chance, onEvent };
  }

  #follow(record: ExecutionRecord, running: RunningExecution): void {
    record.stateTransitions = () => running.stateTransitions;
    const closed = running.done.then((outcome) => {
      // The engine's own state, with its parsed data, goes, unless a redrive may want it; texts and history stay.
      const { stateTransitions } = running;
      const standing = outcome.status === "SUCCEEDED" ? undefined : running.standing;
      Object.assign(record, outcome, { standing, stateTransitions: () => stateTransitions, stop: async () => {} });
      record.stoppedAtMs = this.#world.clock.now();
      this.#deps.onStatusChange?.(record);
    });
    record.stop = (error, cause) => {
      running.abort(error, cause);
      return closed;
    };
    this.#deps.onStatusChange?.(record);
  }
}

const underWay = {
  status: "RUNNING",
  stoppedAtMs: undefined,
  output: undefined,
  error: undefined,
  cause: undefined,
  redriveCount: 0,
  redrivenAtMs: undefined,
  standing: undefined,
  stateTransitions: () => 0,
  stop: async () => {},
} as const;
