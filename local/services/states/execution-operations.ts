import type { Clock } from "../../clock.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { validationException } from "./errors.ts";
import { type ExecutionRecord, redriveOf } from "./execution-record.ts";
import type { Executions } from "./executions.ts";
import { pageOf } from "./page.ts";
import type { StateMachines } from "./state-machines.ts";

/** DescribeExecution: everything about one execution but its history. */
export function describeExecution(executions: Executions, clock: Clock): Operation {
  return (raw: unknown) => {
    const record = executions.get(new Input(raw, validationException).text("executionArn", { min: 1, max: 256 }));
    return {
      ...summary(record),
      input: record.input,
      inputDetails: { included: true },
      ...(record.output !== undefined && { output: record.output, outputDetails: { included: true } }),
      ...(record.error !== undefined && { error: record.error }),
      ...(record.cause !== undefined && { cause: record.cause }),
      ...redriveOf(record, clock.now()),
    };
  };
}

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;

/** ListExecutions: the executions of one state machine, the latest start first. */
export function listExecutions(stateMachines: StateMachines, executions: Executions, clock: Clock): Operation {
  return (raw: unknown) => {
    const input = new Input(raw, validationException);
    if (input.optionalText("mapRunArn") !== undefined)
      throw validationException("Map Runs are not simulated: mapRunArn cannot be used");
    const stateMachine = stateMachines.get(input.text("stateMachineArn", { min: 1, max: 256 }));
    const status = input.optionalChoice("statusFilter", statuses);
    if (status === "PENDING_REDRIVE") {
      throw validationException("PENDING_REDRIVE is a status of Map Run executions: stateMachineArn cannot be used");
    }
    const redrive = input.optionalChoice("redriveFilter", ["REDRIVEN", "NOT_REDRIVEN"]);
    const wanted = executions
      .all()
      .filter((record) => record.stateMachine.arn === stateMachine.arn && (status ?? record.status) === record.status)
      .filter(({ redriveCount }) => redrive === undefined || (redrive === "REDRIVEN") === redriveCount > 0)
      .reverse();
    const scope = `ListExecutions ${stateMachine.arn} ${status} ${redrive}`;
    const { items, nextToken } = pageOf(wanted, input, scope, clock);
    return { executions: items.map(summary), ...(nextToken !== undefined && { nextToken }) };
  };
}

/** StopExecution: aborts a running execution; one that has ended stays as it is. */
export function stopExecution(executions: Executions): Operation {
  return async (raw: unknown) => {
    const input = new Input(raw, validationException);
    const record = executions.get(input.text("executionArn", { min: 1, max: 256 }));
    await record.stop(input.optionalText("error", { max: 256 }), input.optionalText("cause", { max: 32_768 }));
    return { stopDate: new Date(record.stoppedAtMs ?? record.startedAtMs) };
  };
}

function summary(record: ExecutionRecord): Readonly<Record<string, unknown>> {
  return {
    executionArn: record.arn,
    stateMachineArn: record.stateMachine.arn,
    name: record.name,
    status: record.status,
    startDate: new Date(record.startedAtMs),
    ...(record.stoppedAtMs !== undefined && { stopDate: new Date(record.stoppedAtMs) }),
    redriveCount: record.redriveCount,
    ...(record.redrivenAtMs !== undefined && { redriveDate: new Date(record.redrivenAtMs) }),
  };
}
