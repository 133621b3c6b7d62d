import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { sdkCall } from "./sdk-call.ts";

/** Outputs of a deployed stack by name. */
export type StackOutputs = Readonly<Record<string, string>>;

/**
 * The outputs of a stack.
 * @returns undefined when the Region has no stack of that name
 */
export async function stackOutputs(
  stackName: string,
  client = new CloudFormationClient({}),
): Promise<StackOutputs | undefined> {
  try {
    const command = new DescribeStacksCommand({ StackName: stackName });
    const { Stacks = [] } = await sdkCall("cloudformation:DescribeStacks", () => client.send(command));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationError" && error.message.includes("does not exist"))
      return undefined;
    throw error;
  }
}
