import type { CallContext, Service, World } from "../service.ts";
import { ServiceError } from "../service.ts";
import type { DeployedStack } from "../template/deploy.ts";
import { Input } from "./request/input.ts";

export interface CloudFormation extends Service {
  /** Makes a stack known, as it stands after its deployment. */
  add(stack: DeployedStack): void;
}

interface KnownStack extends DeployedStack {
  readonly stackId: string;
  readonly createdAt: Date;
}

/**
 * AWS CloudFormation, for reading: which stacks there are, what they answer and what they hold.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html
 */
export function cloudFormationService(world: World): CloudFormation {
  const stacks = new Map<string, KnownStack>();
  const inRegion = ({ region }: CallContext) => (region === world.region ? [...stacks.values()] : []);
  const stackOf = (name: string, call: CallContext): KnownStack => {
    const found = inRegion(call).find(({ stackName, stackId }) => stackName === name || stackId === name);
    if (!found) throw validationError(`Stack with id ${name} does not exist`);
    return found;
  };
  return {
    name: "CloudFormation",
    signingName: "cloudformation",
    protocol: { kind: "query", namespace: "http://cloudformation.amazonaws.com/doc/2010-05-15/" },
    operations: {
      DescribeStacks: (value, call) => {
        const name = new Input(value, validationError).optionalText("StackName");
        return { Stacks: (name === undefined ? inRegion(call) : [stackOf(name, call)]).map(described) };
      },
      DescribeStackResources: (value, call) => {
        const stack = stackOf(new Input(value, validationError).text("StackName"), call);
        return { StackResources: resourcesOf(stack) };
      },
      ListStackResources: (value, call) => {
        const stack = stackOf(new Input(value, validationError).text("StackName"), call);
        return { StackResourceSummaries: resourcesOf(stack) };
      },
    },
    add: (stack) => {
      const { partition, region, accountId, clock } = world;
      const stackId = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stack.stackName}/local`;
      stacks.set(stack.stackName, { ...stack, stackId, createdAt: new Date(clock.now()) });
    },
  };
}

function described({ stackName, stackId, createdAt, outputs }: KnownStack) {
  return {
    StackName: stackName,
    StackId: stackId,
    CreationTime: createdAt,
    StackStatus: "CREATE_COMPLETE",
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
}

function resourcesOf({ stackName, resources, types, createdAt }: KnownStack) {
  return Object.entries(resources).map(([LogicalResourceId, PhysicalResourceId]) => ({
    StackName: stackName,
    LogicalResourceId,
    PhysicalResourceId,
    ResourceType: types[LogicalResourceId],
    ResourceStatus: "CREATE_COMPLETE",
    Timestamp: createdAt,
    LastUpdatedTimestamp: createdAt,
  }));
}

function validationError(message: string): ServiceError {
  return new ServiceError("ValidationError", 400, message);
}
