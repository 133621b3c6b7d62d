import { exceedsBytes, payloadBytesMax } from "../../engine/limits.ts";
import { Payload } from "../../engine/payload.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { executionAlreadyExists, invalidExecutionInput, validationException } from "./errors.ts";
import type { ExecutionRecord } from "./execution-record.ts";
import type { Executions } from "./executions.ts";
import { checkName, nameLengthMax } from "./name.ts";
import type { StateMachines } from "./state-machines.ts";

/**
 * StartExecution. The same name with the same input is answered with the running execution; a name that is taken otherwise
 * is refused until 90 days after its execution closed.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecutionOperation(
  stateMachines: StateMachines,
  executions: Executions,
  uuid: () => string,
): Operation {
  return (raw: unknown) => {
    const input = new Input(raw, validationException);
    const arn = input.text("stateMachineArn", { min: 1, max: 256 });
    const name = input.optionalText("name", { min: 1, max: nameLengthMax }) ?? uuid();
    const text = input.optionalText("input") ?? "{}";
    if (exceedsBytes(text, payloadBytesMax)) {
      throw input.fault(`Member must have length less than or equal to ${payloadBytesMax}`, "input");
    }
    const stateMachine = stateMachines.get(arn);
    checkName(name);
    const payload = parsed(text);
    const existing = executions.find(executions.arnOf(stateMachine, name));
    if (!existing) return started(executions.start(stateMachine, name, payload));
    if (existing.status === "RUNNING" && existing.input === text) return started(existing);
    throw executionAlreadyExists(existing.arn);
  };
}

function parsed(text: string): Payload {
  try {
    return Payload.parse(text);
  } catch (error) {
    throw invalidExecutionInput((error as Error).message);
  }
}

function started({ arn, startedAtMs }: ExecutionRecord): { readonly executionArn: string; readonly startDate: Date } {
  return { executionArn: arn, startDate: new Date(startedAtMs) };
}
