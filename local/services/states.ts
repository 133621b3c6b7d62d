import { randomUUID } from "node:crypto";
import type { Chance, TaskRunner } from "../engine/execution.ts";
import type { StoredEvent } from "../engine/history.ts";
import type { Service, World } from "../service.ts";
import { withRates } from "./request/operations.ts";
import { throttlingException } from "./states/errors.ts";
import { describeExecution, listExecutions, stopExecution } from "./states/execution-operations.ts";
import type { ExecutionStatus } from "./states/execution-record.ts";
import { Executions } from "./states/executions.ts";
import { getExecutionHistory } from "./states/get-execution-history.ts";
import { ratesIn } from "./states/rates.ts";
import { redriveExecutionOperation } from "./states/redrive-execution.ts";
import { startExecutionOperation } from "./states/start-execution.ts";
import type { StateMachineSettings } from "./states/state-machine.ts";
import { deleteStateMachine, describeStateMachine, listStateMachines } from "./states/state-machine-operations.ts";
import { StateMachines } from "./states/state-machines.ts";
import { type ExecutionStatusChange, statusChange } from "./states/status-change.ts";

export interface StatesDeps {
  /** Does the tasks of every execution. */
  readonly runTask: TaskRunner;
  /** Jitter, `$random()` and ids; `Math.random` and `randomUUID` unless given. */
  readonly chance?: Chance;
  readonly onStatusChange?: (event: ExecutionStatusChange) => void;
  readonly onHistory?: (executionArn: string, event: StoredEvent, id: number) => void;
}

/** What a report says about an execution. */
export interface ExecutionSummary {
  readonly executionArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** States entered so far, retries counted again. */
  readonly stateTransitions: number;
  readonly historyEvents: number;
}

/** The simulated Step Functions: Standard workflows, run by the engine on the world's clock. */
export interface States extends Service {
  /**
   * Creates a state machine as a template does.
   * @throws {InvalidDefinition | Unsupported | ServiceError} the definition, type or name cannot be used
   */
  createStateMachine(settings: StateMachineSettings): { readonly stateMachineArn: string };
  /** Every execution, in the order they were started. */
  executions(): readonly ExecutionSummary[];
  /** Drops an execution that has ended, with its history and its name, before its 90 days are over. */
  forgetExecution(executionArn: string): void;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html */
export function statesService(world: World, deps: StatesDeps): States {
  const { onStatusChange, onHistory } = deps;
  const chance = deps.chance ?? { random: Math.random, uuid: randomUUID };
  const stateMachines = new StateMachines(world);
  const executions = new Executions(world, {
    runTask: deps.runTask,
    chance,
    onHistory,
    onStatusChange: onStatusChange && ((record) => onStatusChange(statusChange(record))),
  });
  const operations = {
    StartExecution: startExecutionOperation(stateMachines, executions, chance.uuid),
    DescribeExecution: describeExecution(executions, world.clock),
    ListExecutions: listExecutions(stateMachines, executions, world.clock),
    GetExecutionHistory: getExecutionHistory(executions, world.clock),
    StopExecution: stopExecution(executions),
    RedriveExecution: redriveExecutionOperation(executions, world.clock),
    DeleteStateMachine: deleteStateMachine(stateMachines),
    DescribeStateMachine: describeStateMachine(stateMachines),
    ListStateMachines: listStateMachines(stateMachines, world.clock),
  };
  return {
    name: "SFN",
    signingName: "states",
    protocol: { kind: "aws-json", targetPrefix: "AWSStepFunctions", version: "1.0" },
    operations: withRates(operations, world.clock, ratesIn(world.region), throttlingException),
    createStateMachine: (settings) => ({ stateMachineArn: stateMachines.create(settings).arn }),
    forgetExecution: (executionArn) => executions.forget(executionArn),
    executions: () =>
      executions.all().map(({ arn, name, status, stateTransitions, history }) => ({
        executionArn: arn,
        name,
        status,
        stateTransitions: stateTransitions(),
        historyEvents: history.length,
      })),
  };
}
