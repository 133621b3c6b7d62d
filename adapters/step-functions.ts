import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { ServiceUnavailable } from "#domain/errors.ts";
import type { Execution, Executions } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

/** Executions of one standard state machine. */
export function executionsAdapter(stateMachineArn: string, client = new SFNClient(clientDefaults)): Executions {
  const describe = async (executionArn: string): Promise<Execution | undefined> => {
    const command = new DescribeExecutionCommand({ executionArn });
    try {
      const {
        status = "RUNNING",
        input = "",
        output,
        error,
      } = await sdkCall("states:DescribeExecution", () => client.send(command));
      return { status, input, ...(output !== undefined && { output }), ...(error !== undefined && { error }) };
    } catch (error) {
      if (errorName(error) === "ExecutionDoesNotExist") return undefined;
      throw error;
    }
  };
  return {
    describe,
    async start(name, input) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input });
      try {
        const { executionArn } = await sdkCall("states:StartExecution", () => client.send(command));
        return { kind: "started", executionArn: executionArn ?? executionArnOf(stateMachineArn, name) };
      } catch (error) {
        if (errorName(error) !== "ExecutionAlreadyExists") throw error;
        return namesake(executionArnOf(stateMachineArn, name), input, describe);
      }
    },
  };
}

/** Whether the execution that has the name already is the one we mean: a redelivered batch asks for it again. */
async function namesake(executionArn: string, input: string, describe: Executions["describe"]) {
  const existing = await describe(executionArn);
  // DescribeExecution is eventually consistent: the namesake is there, but cannot be seen yet.
  if (!existing) throw new ServiceUnavailable("states:DescribeExecution");
  const same = existing.input === input && (existing.status === "RUNNING" || existing.status === "SUCCEEDED");
  return same ? ({ kind: "started", executionArn, known: existing } as const) : ({ kind: "exists" } as const);
}

function executionArnOf(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}
