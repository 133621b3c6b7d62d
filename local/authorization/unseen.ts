import { memberOf } from "../services/request/record.ts";
import type { DeployedStack, StackPart } from "../template/deploy.ts";
import { type AccessRequest, type ConditionKeys, roleKeys, serviceKeys } from "./access-request.ts";

/** What AWS itself does with a role or a resource of the stack, and the local AWS cannot show. */
export interface Unseen {
  /** What AWS does. */
  readonly what: string;
  /** Why no call of it is seen. */
  readonly because: string;
  readonly requestsOf: (stack: Pick<DeployedStack, "parts">) => readonly AccessRequest[];
}

export const unseen: readonly Unseen[] = [
  {
    what: "Lambda takes on the roles of functions",
    because: "Roles are taken on inside of AWS; the local AWS gives its workers no credentials of a role.",
    requestsOf: (stack) => takenOn("lambda", functionsIn(stack), "Role"),
  },
  {
    what: "Step Functions takes on the role of the state machine",
    because: "Roles are taken on inside of AWS; the local AWS gives state machines no credentials of a role.",
    requestsOf: (stack) => takenOn("states", stateMachinesIn(stack), "RoleArn"),
  },
  {
    what: "Amazon Q Developer takes on the role of a chat channel",
    because: "Roles are taken on inside of AWS; the local AWS has no chat behind its channels.",
    requestsOf: (stack) =>
      ["SlackChannelConfiguration", "MicrosoftTeamsChannelConfiguration"].flatMap((type) =>
        takenOn("chatbot", partsIn(stack, `AWS::Chatbot::${type}`), "IamRoleArn"),
      ),
  },
  {
    // docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html (read 2026-12-01)
    what: "Lambda writes the log of a function",
    because: "The runtime delivers logs; the local AWS has no CloudWatch Logs.",
    requestsOf: (stack) =>
      functionsIn(stack).flatMap(({ properties }) => {
        const group = String(memberOf(properties["LoggingConfig"], "LogGroup"));
        const arn = partsIn(stack, "AWS::Logs::LogGroup").find(({ ref }) => ref === group)?.arn ?? group;
        const stream = arn.replace(/:\*$/, ":log-stream:2026/12/01/[$LATEST]0123456789abcdef");
        return ["CreateLogStream", "PutLogEvents"].map((name) => byRole(properties["Role"], `logs:${name}`, stream));
      }),
  },
  {
    // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions (read 2026-12-01)
    what: "Lambda polls a queue for a function",
    because: "The poller of the local AWS reads the queue in process, with nobody's role.",
    requestsOf: (stack) =>
      partsIn(stack, "AWS::Lambda::EventSourceMapping").flatMap(({ properties }) => {
        const [name, queue] = [properties["FunctionName"], String(properties["EventSourceArn"])];
        // A published version has its number behind the name.
        const named = (given: string | undefined) => `${name}:`.startsWith(`${given}:`);
        const role = functionsIn(stack).find(({ ref, arn }) => named(ref) || named(arn))?.properties["Role"];
        const actions = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
        return actions.map((action) => byRole(role, `sqs:${action}`, queue));
      }),
  },
  {
    // docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html (read 2026-12-01)
    what: "Step Functions delivers the log of the state machine",
    because: "The local AWS has no CloudWatch Logs, nor its deliveries.",
    requestsOf: (stack) =>
      stateMachinesIn(stack)
        .filter(({ properties }) => properties["LoggingConfiguration"] !== undefined)
        .flatMap(({ properties }) => logDelivery.map((name) => byRole(properties["RoleArn"], `logs:${name}`, "*"))),
  },
  {
    // docs.aws.amazon.com/lambda/latest/dg/services-xray.html (read 2026-12-01)
    what: "Lambda sends traces",
    because: "The local AWS has no X-Ray.",
    requestsOf: (stack) =>
      functionsIn(stack)
        .filter(({ properties }) => memberOf(properties["TracingConfig"], "Mode") === "Active")
        .flatMap(({ properties }) => traces.map((name) => byRole(properties["Role"], `xray:${name}`, "*"))),
  },
  {
    // docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html (read 2026-12-01)
    what: "CloudWatch Logs encrypts the logs",
    because: "The local AWS has no CloudWatch Logs.",
    requestsOf: (stack) =>
      partsIn(stack, "AWS::Logs::LogGroup").flatMap(({ arn = "", properties }) => {
        const [, partition, , region] = arn.split(":");
        const name = `logs.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
        const keys = { "kms:EncryptionContext:aws:logs:arn": arn.replace(/:\*$/, "") };
        return encrypting.map((action) => byService(name, `kms:${action}`, properties["KmsKeyId"], keys));
      }),
  },
  {
    // docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html (read 2026-12-01)
    what: "EventBridge encrypts the events of a bus",
    because: "The local AWS encrypts nothing.",
    requestsOf: (stack) =>
      partsIn(stack, "AWS::Events::EventBus").flatMap(({ arn = "", properties }) => {
        const [name, context] = ["events.amazonaws.com", { "kms:EncryptionContext:aws:events:event-bus:arn": arn }];
        const key = properties["KmsKeyIdentifier"];
        const data = ["Decrypt", "GenerateDataKey"];
        return [
          ...data.map((action) => byService(name, `kms:${action}`, key, { ...serviceKeys(name, arn), ...context })),
          // While the bus is created, and for a bus that is there.
          byService(name, "kms:DescribeKey", key, serviceKeys(name, arn)),
          byService(name, "kms:DescribeKey", key, { ...serviceKeys(name, arn), ...context, "aws:SourceArn": arn }),
        ];
      }),
  },
  {
    // docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html (read 2026-12-01)
    what: "Step Functions sends traces",
    because: "The local AWS has no X-Ray.",
    requestsOf: (stack) =>
      stateMachinesIn(stack)
        .filter(({ properties }) => memberOf(properties["TracingConfiguration"], "Enabled") === true)
        .flatMap(({ properties }) => tracing.map((name) => byRole(properties["RoleArn"], `xray:${name}`, "*"))),
  },
  {
    // docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html (read 2026-12-01)
    what: "CloudWatch tells of an alarm",
    because: "The local AWS has no metrics, nor alarms that ring.",
    requestsOf: (stack) =>
      partsIn(stack, "AWS::CloudWatch::Alarm").flatMap(({ arn = "", properties }) => {
        const [name, topics] = ["cloudwatch.amazonaws.com", properties["AlarmActions"]];
        return (Array.isArray(topics) ? topics : []).flatMap((topic) => {
          const key = partsIn(stack, "AWS::SNS::Topic").find(({ ref }) => ref === topic)?.properties["KmsMasterKeyId"];
          return [
            byService(name, "sns:Publish", topic, serviceKeys(name, arn)),
            ...["Decrypt", "GenerateDataKey"].map((action) =>
              byService(name, `kms:${action}`, key, serviceKeys(name, arn)),
            ),
          ];
        });
      }),
  },
];

const logDelivery = [
  ...["CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries"],
  ...["PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"],
];
const traces = ["PutTraceSegments", "PutTelemetryRecords"];
const tracing = [...traces, "GetSamplingRules", "GetSamplingTargets"];
const encrypting = ["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "DescribeKey"];

type Stack = Pick<DeployedStack, "parts">;

const partsIn = ({ parts }: Stack, type: string) => Object.values(parts).filter((part) => part.type === type);
const functionsIn = (stack: Stack) => partsIn(stack, "AWS::Lambda::Function");
const stateMachinesIn = (stack: Stack) => partsIn(stack, "AWS::StepFunctions::StateMachine");

function byService(name: string, action: string, resource: unknown, keys: ConditionKeys): AccessRequest {
  return { principal: { kind: "service", name }, action, resource: String(resource), keys };
}

function byRole(role: unknown, action: string, resource: string): AccessRequest {
  const arn = String(role);
  return { principal: { kind: "role", arn }, action, resource, keys: roleKeys(arn) };
}

function takenOn(service: string, parts: readonly StackPart[], role: string): readonly AccessRequest[] {
  const name = `${service}.amazonaws.com`;
  return parts.map(({ arn = "", properties }) => ({
    principal: { kind: "service", name },
    action: "sts:AssumeRole",
    resource: String(properties[role]),
    keys: serviceKeys(name, arn),
  }));
}
