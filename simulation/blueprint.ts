import { type AttachedPolicy, policiesOf } from "#local/authorization/stack-policies.ts";
import type { EventSourceMapping } from "#local/event-source-mapping.ts";
import type { LambdaFunction } from "#local/lambda/function.ts";
import { secretArn } from "#local/services/secrets-manager/secrets.ts";
import type { StateMachineSettings } from "#local/services/states/state-machine.ts";
import { readAssembly } from "#local/template/assembly.ts";
import { deployStack } from "#local/template/deploy.ts";

/** A call of a simulated service that creates or joins resources. */
export interface SetUpCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A stack, worked out once: everything a deployment asks for, ready to be repeated for thousands of worlds. Plain data. */
export interface Blueprint {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly calls: readonly SetUpCall[];
  /** Alarms as PutMetricAlarm has them; nobody evaluates them while a world lives. */
  readonly alarms: readonly Readonly<Record<string, unknown>>[];
  readonly stateMachines: readonly StateMachineSettings[];
  readonly tables: readonly Readonly<Record<string, unknown>>[];
  readonly functions: readonly LambdaFunction[];
  readonly mappings: readonly EventSourceMapping[];
  /** What each role may do, and who may use each resource. */
  readonly policies: readonly AttachedPolicy[];
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Deploys the synthesized template to a target that only takes notes.
 * @throws {TemplateError} the template holds something that is not supported
 */
export async function blueprintOf(assembly: string): Promise<Blueprint> {
  const [accountId, region, partition] = ["111122223333", "eu-west-1", "aws"];
  const calls: SetUpCall[] = [];
  const alarms: Readonly<Record<string, unknown>>[] = [];
  const stateMachines: StateMachineSettings[] = [];
  const tables: Readonly<Record<string, unknown>>[] = [];
  const functions: LambdaFunction[] = [];
  const mappings: EventSourceMapping[] = [];
  const stack = await deployStack(readAssembly(assembly), {
    partition,
    accountId,
    region,
    async call(service, operation, input) {
      if (operation === "PutMetricAlarm") alarms.push(input);
      else calls.push({ service, operation, input });
      return answerOf(operation, input, { partition, accountId, region });
    },
    createStateMachine(settings) {
      stateMachines.push(settings);
      return { stateMachineArn: `arn:${partition}:states:${region}:${accountId}:stateMachine:${settings.name}` };
    },
    async createTable(definition) {
      tables.push(definition);
      return { arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${definition["TableName"]}` };
    },
    addFunction: (lambda) => functions.push(lambda),
    // The first and only one: what is simulated is deployed once.
    publishVersion: () => "1",
    configureAsyncInvoke: () => undefined,
    askFunction: async ({ LogicalResourceId }) => ({ PhysicalResourceId: LogicalResourceId }),
    addEventSource: (mapping) => mappings.push(mapping),
  });
  const place = { accountId, region, partition };
  return {
    ...place,
    calls,
    alarms,
    stateMachines,
    tables,
    functions,
    mappings,
    policies: policiesOf(stack),
    outputs: stack.outputs,
  };
}

interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** What later resources refer to: the names that the services themselves would give. */
function answerOf(operation: string, input: Readonly<Record<string, unknown>>, place: Place): Record<string, string> {
  const { partition, accountId, region } = place;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  switch (operation) {
    case "CreateQueue":
      return { QueueUrl: `https://sqs.${region}.amazonaws.com/${accountId}/${input["QueueName"]}` };
    case "CreateEventBus":
      return { EventBusArn: arn("events", `event-bus/${input["Name"]}`) };
    case "CreateTopic":
      return { TopicArn: arn("sns", String(input["Name"])) };
    case "CreateSecret":
      return { ARN: secretArn(partition, place, String(input["Name"])) };
    case "PutRule":
      return { RuleArn: arn("events", `rule/${input["Name"]}`) };
    case "CreateActionTarget":
      return { ActionTargetArn: arn("securityhub", `action/custom/${input["Id"]}`) };
    default:
      return {};
  }
}
