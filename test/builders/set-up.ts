import type { Place } from "#cli/doctor/check.ts";
import type { SetUp } from "#domain/set-up.ts";

const account = "111122223333";
const region = "eu-west-1";
export const serviceAt = Date.UTC(2026, 10, 20, 12);
const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

const policy = JSON.stringify({
  Statement: {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: "*",
  },
});

export const aStack = {
  status: "UPDATE_COMPLETE",
  outputs: {
    Version: "1.2.3",
    StateMachineArn: arn("states", "stateMachine:investigate"),
    IntakeQueueUrl: "https://sqs/111122223333/intake",
    DeadLetterQueueUrl: "https://sqs/111122223333/dead",
    TableName: "table",
    EventBusName: "gumshoe",
    CustomActionArn: arn("securityhub", "action/custom/Investigate"),
    LinkedRegions: '["eu-north-1"]',
    AllowedRegions: "[]",
  },
  resources: [
    { logicalId: "FunctionsingestFunctionF9291937", type: "AWS::Lambda::Function", physicalId: "ingest" },
    { logicalId: "SecurityHubArm", type: "AWS::SecurityHub::AutomationRule", physicalId: arn("securityhub", "rule/1") },
    { logicalId: "RoutesImported", type: "AWS::Events::Rule", physicalId: "imported" },
    { logicalId: "Mapping", type: "AWS::Lambda::EventSourceMapping", physicalId: "uuid" },
    { logicalId: "Bell", type: "AWS::CloudWatch::Alarm", physicalId: "Bell" },
  ],
};

/** A deployment in which everything is in order, and what is said to differ. */
export const aSetUp = (over: Partial<SetUp> = {}): SetUp => ({
  caller: async () => ({ accountId: account, partition: "aws", arn: `arn:aws:iam::${account}:user/ada`, serviceAt }),
  stack: async () => aStack,
  lambda: async (name) => ({ state: "Active", roleArn: `arn:aws:iam::${account}:role/${name}` }),
  eventSource: async () => ({ state: "Enabled", queueArn: arn("sqs", "intake") }),
  stateMachine: async () => ({ status: "ACTIVE", roleArn: `arn:aws:iam::${account}:role/machine` }),
  tableStatus: async () => "ACTIVE",
  hub: async () => true,
  administrator: async () => undefined,
  delegatedAdministrators: async () => [account],
  aggregation: async () => ({ homeRegion: region, mode: "SPECIFIED_REGIONS", regions: ["eu-north-1"] }),
  automationRules: async () => [
    { arn: arn("securityhub", "rule/1"), name: "Arm", isEnabled: true, sets: { investigate: "true" } },
  ],
  customActions: async () => [arn("securityhub", "action/custom/Investigate")],
  graph: async () => ({ createdAt: 0 }),
  graphAdministrator: async () => undefined,
  detector: async () => ({ id: "d0", isEnabled: true, publishes: "FIFTEEN_MINUTES" }),
  eventRule: async (name) => ({
    name,
    arn: arn("events", `rule/${name}`),
    isEnabled: true,
    targets: [{ arn: arn("sqs", "intake") }],
  }),
  queue: async (url) => ({ arn: arn("sqs", url.split("/").at(-1) ?? ""), messages: 0, inFlight: 0, policy }),
  oldestMessageSeconds: async () => undefined,
  alarms: async (names) => names.map((name) => ({ name, isRinging: false, reason: "" })),
  denied: async () => [],
  ...over,
});

export const aPlace = (over: Partial<SetUp> = {}, place: Partial<Place> = {}): Place => ({
  setUp: aSetUp(over),
  now: () => serviceAt,
  region,
  stackName: "Gumshoe",
  version: "1.2.3",
  isLocal: false,
  moreRegions: [],
  ...place,
});
