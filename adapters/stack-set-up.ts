import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackResourceSummary,
} from "@aws-sdk/client-cloudformation";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DeployedStack, SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { allPages } from "./pages.ts";
import { remembered } from "./remembered.ts";
import { errorName, sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

/** The stack with everything in it, and its table. */
export function stackSetUp(settings: ClientSettings, stackName: string): Pick<SetUp, "stack" | "tableStatus"> {
  const client = new CloudFormationClient({ ...clientDefaults, ...settings });
  const tables = new DynamoDBClient({ ...clientDefaults, ...settings });
  const stack = remembered(async (): Promise<DeployedStack | undefined> => {
    const found = await stackNamed(client, stackName);
    if (!found) return undefined;
    const outputs = (found.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]);
    const resources = await resourcesOf(client, stackName);
    return { status: found.StackStatus ?? "", outputs: Object.fromEntries(outputs), resources };
  });
  return {
    stack: () => stack(),
    async tableStatus(TableName) {
      const command = new DescribeTableCommand({ TableName });
      const answer = await unlessAbsent("dynamodb:DescribeTable", ["ResourceNotFoundException"], () =>
        tables.send(command),
      );
      return answer?.Table?.TableStatus;
    },
  };
}

async function stackNamed(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  try {
    const command = new DescribeStacksCommand({ StackName });
    const { Stacks = [] } = await sdkCall("cloudformation:DescribeStacks", () => client.send(command));
    return Stacks[0];
  } catch (error) {
    // ValidationError says several things; only the message says which.
    if (errorName(error) === "ValidationError" && String(error).includes("does not exist")) return undefined;
    throw error;
  }
}

async function resourcesOf(client: CloudFormationClient, StackName: string): Promise<DeployedStack["resources"]> {
  const { items } = await allPages<StackResourceSummary>(async (NextToken) => {
    const command = new ListStackResourcesCommand({ StackName, NextToken });
    const answer = await sdkCall("cloudformation:ListStackResources", () => client.send(command));
    return { items: answer.StackResourceSummaries ?? [], next: answer.NextToken };
  });
  return items.map(({ LogicalResourceId = "", ResourceType = "", PhysicalResourceId = "" }) => ({
    logicalId: LogicalResourceId,
    type: ResourceType,
    physicalId: PhysicalResourceId,
  }));
}
