import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DescribeStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { remembered } from "./remembered.ts";
import { unlessAbsent } from "./unless-absent.ts";

type Reads = Pick<SetUp, "lambda" | "eventSource" | "stateMachine">;

const absent = ["ResourceNotFoundException"];

/** The functions, what feeds them, and the state machine. */
export function workflowSetUp(settings: ClientSettings): Reads {
  const lambda = new LambdaClient({ ...clientDefaults, ...settings });
  const states = new SFNClient({ ...clientDefaults, ...settings });
  return {
    lambda: remembered(async (FunctionName) => {
      const command = new GetFunctionConfigurationCommand({ FunctionName });
      const found = await unlessAbsent("lambda:GetFunctionConfiguration", absent, () => lambda.send(command));
      return found && { state: found.State ?? "Active", roleArn: found.Role ?? "" };
    }),
    async eventSource(UUID) {
      const command = new GetEventSourceMappingCommand({ UUID });
      const found = await unlessAbsent("lambda:GetEventSourceMapping", absent, () => lambda.send(command));
      return found && { state: found.State ?? "", queueArn: found.EventSourceArn ?? "" };
    },
    stateMachine: remembered(async (stateMachineArn) => {
      const command = new DescribeStateMachineCommand({ stateMachineArn });
      const found = await unlessAbsent("states:DescribeStateMachine", ["StateMachineDoesNotExist"], () =>
        states.send(command),
      );
      return found && { status: found.status ?? "", roleArn: found.roleArn ?? "" };
    }),
  };
}
