import { describe, expect, it } from "vitest";
import { setUpAdapter } from "#adapters/set-up.ts";
import { doctor } from "#cli/commands/doctor.ts";
import type { Place } from "#cli/doctor/check.ts";
import type { DoctorReport } from "#cli/doctor/doctor-report.ts";
import { shellFor } from "#cli/doctor/shell.ts";
import { ownVersion } from "#cli/version.ts";
import { minuteMs } from "#domain/instant.ts";
import { linkedRegions } from "#domain/region.ts";
import type { Cloud } from "#local/cloud.ts";
import { carryOut } from "./aws-command.ts";
import { accountId, call, localAws, region } from "./local-aws.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
type Settings = Parameters<typeof setUpAdapter>[0];

/** What `gumshoe doctor` says of a cloud, over the wire and by the cloud's clock. */
function examined(cloud: Cloud, over: Partial<Place> = {}, settings: Partial<Settings> = {}): Promise<DoctorReport> {
  const place = { region, stackName: "Gumshoe", now: () => cloud.clock.now(), ...over };
  const client = { endpoint: cloud.endpointUrl, region: place.region, credentials, ...settings };
  const setUp = setUpAdapter(client, place.stackName, place.now);
  // As on AWS: the clocks must agree.
  const rest = { version: ownVersion(), isLocal: false, moreRegions: [] };
  return doctor({ setUp, ...rest, ...place }, shellFor({ region: place.region, stack: "Gumshoe" }, ""));
}

/** Physical id of the resource whose logical id begins so. */
function resource(cloud: Cloud, logicalId: string): string {
  const [, id] = Object.entries(cloud.resources).find(([name]) => name.startsWith(logicalId)) ?? [];
  if (id === undefined) throw new Error(`The stack has no resource "${logicalId}"`);
  return id;
}

async function detectorIn(cloud: Cloud) {
  const { DetectorIds } = await call(cloud, "GuardDuty", "ListDetectors", {});
  return (DetectorIds as string[])[0];
}

/** Findings are armed wherever Security Hub aggregates them from, as doctor wants it: the template's default arms at home alone. */
const LinkedRegions = JSON.stringify(linkedRegions({ homeRegion: region, mode: "ALL_REGIONS", regions: [] }, "aws"));

/** A stack that differs from the deployed one. */
function redeploy(cloud: Cloud, over: Partial<Cloud["stack"]>) {
  const outputs = { ...cloud.outputs, LinkedRegions, ...over.outputs };
  cloud.services.CloudFormation.add({ ...cloud.stack, ...over, outputs });
}

async function healthyAws(behaviour: object = {}) {
  const cloud = await localAws(behaviour);
  redeploy(cloud, {});
  return cloud;
}

async function ringTheBell(cloud: Cloud) {
  redeploy(cloud, {
    resources: { ...cloud.resources, Bell: "Gumshoe-Bell" },
    types: { ...cloud.stack.types, Bell: "AWS::CloudWatch::Alarm" },
  });
  await call(cloud, "CloudWatch", "PutMetricAlarm", { AlarmName: "Gumshoe-Bell" });
  const StateReason = "Threshold Crossed: 1 datapoint [1.0] was greater than the threshold (0.0)";
  await call(cloud, "CloudWatch", "SetAlarmState", { AlarmName: "Gumshoe-Bell", StateValue: "ALARM", StateReason });
}

async function leaveMessagesWaiting(cloud: Cloud) {
  const UUID = resource(cloud, "FunctionsingestFunctionMessages");
  await call(cloud, "Lambda", "UpdateEventSourceMapping", { UUID, Enabled: false });
  await call(cloud, "SQS", "SendMessage", { QueueUrl: cloud.outputs["IntakeQueueUrl"], MessageBody: "{}" });
  await cloud.clock.sleep(20 * minuteMs);
}

interface Case {
  readonly name: string;
  readonly break: (cloud: Cloud) => unknown;
  readonly over?: (cloud: Cloud) => Partial<Place>;
  readonly check: string;
  readonly level?: "warning";
  readonly says: RegExp;
  readonly fix: RegExp;
  /** The remedy is a command of the AWS CLI that mends it at once. */
  readonly mends?: true;
  /** Checks that cannot be green then either. */
  readonly also?: readonly string[];
}

const rule = (cloud: Cloud) => resource(cloud, "SecurityHubArmPrincipals");
const updateRule = (cloud: Cloud, over: object) =>
  call(cloud, "SecurityHub", "BatchUpdateAutomationRules", {
    UpdateAutomationRulesRequestItems: [{ RuleArn: rule(cloud), ...over }],
  });
const setQueue = (cloud: Cloud, Attributes: object) =>
  call(cloud, "SQS", "SetQueueAttributes", { QueueUrl: cloud.outputs["IntakeQueueUrl"], Attributes });
const aggregator = async (cloud: Cloud) => {
  const { FindingAggregators } = await call(cloud, "SecurityHub", "ListFindingAggregators", {});
  return (FindingAggregators as object[])[0] ?? {};
};
const north = { region: "eu-north-1", accountId };
const inNorth = (cloud: Cloud, service: "Detective" | "SecurityHub", operation: string, input: object) =>
  cloud.services[service].operations[operation]?.(input, north) as Record<string, unknown>;

const cases: readonly Case[] = [
  {
    name: "the stack is in another Region",
    break: () => {},
    over: () => ({ region: "eu-central-1" }),
    check: "stack",
    says: /eu-central-1 has no stack "Gumshoe"; Security Hub's home Region is eu-west-1/,
    fix: /^gumshoe doctor --region eu-west-1$/,
    also: ["aggregation"],
  },
  {
    name: "there is no such stack",
    break: () => {},
    over: () => ({ stackName: "Other" }),
    check: "stack",
    says: /eu-west-1 has no stack "Other"/,
    fix: /^AWS_REGION=eu-west-1 npm run deploy$/,
  },
  {
    name: "the stack is older than the command line",
    break: (cloud) => redeploy(cloud, { outputs: { Version: "0.0.9" } }),
    check: "version",
    says: /the stack is version 0\.0\.9, this command line \d/,
    fix: /npm run deploy$/,
  },
  {
    name: "the stack is newer than the command line",
    break: (cloud) => redeploy(cloud, { outputs: { Version: "99.0.0" } }),
    check: "version",
    says: /the stack is version 99\.0\.0/,
    fix: /git pull && npm ci/,
  },
  {
    name: "a function is gone",
    break: (cloud) =>
      call(cloud, "Lambda", "DeleteFunction", { FunctionName: resource(cloud, "FunctionscheckFunction") }),
    check: "functions",
    says: /the function Gumshoe-Functionscheck\S* is gone/,
    fix: /npm run deploy -- --revert-drift$/,
  },
  {
    name: "the state machine is gone",
    break: (cloud) => call(cloud, "SFN", "DeleteStateMachine", { stateMachineArn: cloud.outputs["StateMachineArn"] }),
    check: "state machine",
    says: /is gone/,
    fix: /npm run deploy -- --revert-drift$/,
  },
  {
    name: "the table is gone",
    break: (cloud) => call(cloud, "DynamoDB", "DeleteTable", { TableName: cloud.outputs["TableName"] }),
    check: "table",
    says: /the table \S+ is (gone|DELETING)/,
    fix: /npm run deploy -- --revert-drift$|describe-table/,
  },
  {
    name: "Security Hub is off",
    mends: true,
    break: (cloud) => call(cloud, "SecurityHub", "DisableSecurityHub", {}),
    check: "security hub",
    says: /off in eu-west-1/,
    fix: /^aws securityhub enable-security-hub --region eu-west-1$/,
  },
  {
    name: "another account administers Security Hub",
    break: (cloud) => call(cloud, "SecurityHub", "EnableOrganizationAdminAccount", { AdminAccountId: "444455556666" }),
    check: "administrator",
    says: /account 111122223333 is a member, 444455556666 administers/,
    fix: /npm run deploy -- --profile <profile of account 444455556666>/,
  },
  {
    name: "another Region is the home Region",
    break: async (cloud) => {
      await call(cloud, "SecurityHub", "DeleteFindingAggregator", await aggregator(cloud));
      inNorth(cloud, "SecurityHub", "CreateFindingAggregator", { RegionLinkingMode: "ALL_REGIONS" });
    },
    check: "aggregation",
    says: /the home Region is eu-north-1, not eu-west-1/,
    fix: /^AWS_REGION=eu-north-1 npm run deploy$/,
  },
  {
    name: "nothing is aggregated",
    mends: true,
    break: async (cloud) => call(cloud, "SecurityHub", "DeleteFindingAggregator", await aggregator(cloud)),
    check: "aggregation",
    level: "warning",
    says: /not aggregated/,
    fix: /create-finding-aggregator --region-linking-mode ALL_REGIONS --region eu-west-1$/,
  },
  {
    name: "a linked Region is not among those where findings are armed",
    break: (cloud) => redeploy(cloud, { outputs: { LinkedRegions: LinkedRegions.replace('"eu-north-1",', "") } }),
    check: "linked regions",
    level: "warning",
    says: /no rule has armed, from eu-north-1/,
    fix: /^add eu-north-1 to linkedRegions in cdk\.json, then AWS_REGION=eu-west-1 npm run deploy -- --all$/,
  },
  {
    name: "findings are armed in a Region that is not linked",
    break: async (cloud) =>
      call(cloud, "SecurityHub", "UpdateFindingAggregator", {
        ...(await aggregator(cloud)),
        ...{ RegionLinkingMode: "ALL_REGIONS_EXCEPT_SPECIFIED", Regions: ["us-east-1"] },
      }),
    check: "linked regions",
    level: "warning",
    says: /not aggregated, in us-east-1$/,
    fix: /^link us-east-1 in Security Hub/,
  },
  {
    name: "a linked Region has no behavior graph",
    mends: true,
    break: (cloud) => {
      const { GraphList } = inNorth(cloud, "Detective", "ListGraphs", {}) as { GraphList: { Arn: string }[] };
      inNorth(cloud, "Detective", "DeleteGraph", { GraphArn: GraphList[0]?.Arn });
    },
    check: "detective",
    says: /no behavior graph in eu-north-1/,
    fix: /^aws detective create-graph --region eu-north-1$/,
  },
  {
    name: "a graph is young",
    break: async (cloud) => {
      const { GraphList } = inNorth(cloud, "Detective", "ListGraphs", {}) as { GraphList: { Arn: string }[] };
      inNorth(cloud, "Detective", "DeleteGraph", { GraphArn: GraphList[0]?.Arn });
      inNorth(cloud, "Detective", "CreateGraph", {});
    },
    check: "detective",
    level: "warning",
    says: /the graph in eu-north-1 is 0 days old/,
    fix: /ripe on 2026-12-04/,
  },
  {
    name: "GuardDuty is off",
    mends: true,
    break: async (cloud) => call(cloud, "GuardDuty", "DeleteDetector", { DetectorId: await detectorIn(cloud) }),
    check: "guardduty",
    says: /no detector in eu-west-1/,
    fix: /^aws guardduty create-detector --enable \S+ FIFTEEN_MINUTES --region eu-west-1$/,
  },
  {
    name: "GuardDuty is suspended",
    mends: true,
    break: async (cloud) =>
      call(cloud, "GuardDuty", "UpdateDetector", { DetectorId: await detectorIn(cloud), Enable: false }),
    check: "guardduty",
    says: /the detector in eu-west-1 is suspended/,
    fix: /^aws guardduty update-detector --detector-id [0-9a-f]{32} --enable --region eu-west-1$/,
  },
  {
    name: "GuardDuty publishes slowly",
    mends: true,
    break: async (cloud) =>
      call(cloud, "GuardDuty", "UpdateDetector", {
        DetectorId: await detectorIn(cloud),
        FindingPublishingFrequency: "SIX_HOURS",
      }),
    check: "guardduty",
    level: "warning",
    says: /published every six hours/,
    fix: /--finding-publishing-frequency FIFTEEN_MINUTES --region eu-west-1$/,
  },
  {
    name: "an automation rule is gone",
    break: (cloud) => call(cloud, "SecurityHub", "BatchDeleteAutomationRules", { AutomationRulesArns: [rule(cloud)] }),
    check: "automation rules",
    says: /the rule SecurityHubArmPrincipals\w+ is gone/,
    fix: /npm run deploy -- --revert-drift$/,
  },
  {
    name: "an automation rule is disabled",
    mends: true,
    break: (cloud) => updateRule(cloud, { RuleStatus: "DISABLED" }),
    check: "automation rules",
    says: /"Gumshoe Principals" is disabled/,
    fix: /batch-update-automation-rules .*"RuleArn":"arn:aws:securityhub:\S+","RuleStatus":"ENABLED"/,
  },
  {
    name: "an automation rule does not arm",
    mends: true,
    break: (cloud) =>
      updateRule(cloud, {
        Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { UserDefinedFields: { team: "blue" } } }],
      }),
    check: "automation rules",
    says: /"Gumshoe Principals" does not set investigate to true/,
    fix: /batch-update-automation-rules .*"UserDefinedFields":\{"investigate":"true"\}/,
  },
  {
    name: "the custom action is gone",
    mends: true,
    break: (cloud) =>
      call(cloud, "SecurityHub", "DeleteActionTarget", { ActionTargetArn: cloud.outputs["CustomActionArn"] }),
    check: "custom action",
    says: /the custom action Investigate is gone/,
    fix: /^aws securityhub create-action-target --id Investigate /,
  },
  {
    name: "an event rule is disabled",
    mends: true,
    break: (cloud) => call(cloud, "EventBridge", "DisableRule", { Name: resource(cloud, "RoutesImported") }),
    check: "event rules",
    says: /Gumshoe-RoutesImported\S+ is disabled/,
    fix: /^aws events enable-rule --name Gumshoe-RoutesImported\S+ --region eu-west-1$/,
  },
  {
    name: "the intake queue has no policy",
    break: (cloud) => setQueue(cloud, { Policy: "" }),
    check: "queues",
    says: /the policy of Gumshoe-QueuesIntake\S+ shuts out Gumshoe-RoutesImported/,
    fix: /npm run deploy -- --revert-drift$/,
  },
  {
    name: "the intake queue has the AWS-managed key",
    mends: true,
    break: (cloud) => setQueue(cloud, { KmsMasterKeyId: "alias/aws/sqs" }),
    check: "queues",
    says: /encrypted with the AWS-managed key/,
    fix: /sqs set-queue-attributes --queue-url http\S+ --attributes '\{"KmsMasterKeyId":""/,
  },
  {
    name: "the dead-letter queue is gone",
    break: (cloud) => call(cloud, "SQS", "DeleteQueue", { QueueUrl: cloud.outputs["DeadLetterQueueUrl"] }),
    check: "queues",
    says: /the queue Gumshoe-QueuesDeadLetters\S+ is gone/,
    fix: /npm run deploy -- --revert-drift$/,
  },
  {
    name: "ingest is not fed",
    mends: true,
    break: (cloud) =>
      call(cloud, "Lambda", "UpdateEventSourceMapping", {
        UUID: resource(cloud, "FunctionsingestFunctionMessages"),
        Enabled: false,
      }),
    check: "event source",
    says: /the event source mapping is Disabled/,
    fix: /^aws lambda update-event-source-mapping --uuid \S+ --enabled --region eu-west-1$/,
  },
  {
    name: "messages wait for a long time",
    break: leaveMessagesWaiting,
    check: "intake",
    level: "warning",
    says: /1 waiting, 0 being read, the oldest for 20 minutes/,
    fix: /^aws logs tail "\S*[Ii]ngest\S*" --since 1h --region eu-west-1$/,
    also: ["event source"],
  },
  {
    name: "a dead letter waits",
    break: (cloud) =>
      call(cloud, "SQS", "SendMessage", { QueueUrl: cloud.outputs["DeadLetterQueueUrl"], MessageBody: "{}" }),
    check: "dead letters",
    level: "warning",
    says: /1 message waits/,
    fix: /^gumshoe dlq list --region eu-west-1$/,
  },
  {
    name: "an alarm rings",
    break: ringTheBell,
    check: "alarms",
    says: /Gumshoe-Bell: Threshold Crossed/,
    fix: /describe-alarms --alarm-names "Gumshoe-Bell"/,
  },
  {
    name: "this machine's clock is off",
    break: () => {},
    over: (cloud) => ({ now: () => cloud.clock.now() + 20 * minuteMs }),
    check: "clock",
    says: /this machine is 1200 s ahead of AWS/,
    fix: /timedatectl set-ntp true/,
  },
];

/** Names of what is wrong, as `<check>: <problem>`. */
const problemsOf = ({ checks }: DoctorReport) =>
  checks.flatMap(({ name, troubles }) => troubles.map(({ problem }) => `${name}: ${problem}`));

describe("gumshoe doctor", () => {
  it("is all green on a healthy stack", async () => {
    const report = await examined(await healthyAws());
    const notGreen = report.checks.filter(({ status }) => status !== "passed");
    expect(notGreen.map(({ name, status }) => [name, status])).toEqual([["permissions", "skipped"]]);
    expect(report).toMatchObject({ verdict: "healthy", failed: 0, warnings: 0 });
  });

  it.each(cases)("names it and its remedy when $name", async ({ check, also = [], level = "failed", ...one }) => {
    const cloud = await healthyAws();
    await one.break(cloud);
    const report = await examined(cloud, one.over?.(cloud));
    const found = report.checks.find(({ name }) => name === check);
    expect(found?.status).toBe(level);
    expect(found?.troubles[0]).toMatchObject({
      says: expect.stringMatching(one.says),
      means: expect.stringMatching(/\w{3}/),
      fix: expect.stringMatching(one.fix),
    });
    const others = report.checks.filter(({ name, status }) => name !== check && /failed|warning/.test(status));
    expect(others.map(({ name }) => name)).toEqual(also);
    const failing = level === "failed" || report.failed > 0;
    expect(report.verdict).toBe(failing ? "unhealthy" : "healthy");
  });

  it.each(cases.filter(({ mends }) => mends))("names the command that mends it when $name", async (one) => {
    const cloud = await healthyAws();
    await one.break(cloud);
    const before = await examined(cloud);
    const fix = before.checks.find(({ name }) => name === one.check)?.troubles[0]?.fix ?? "";
    await carryOut(fix, { endpoint: cloud.endpointUrl, credentials });
    const after = problemsOf(await examined(cloud));
    // A detector is made with what the command says; a graph begins to learn.
    expect(after).toEqual(one.check === "detective" ? ["detective: young"] : []);
  });

  it("has looked at nothing when there are no credentials", async () => {
    const refusing = async (): Promise<never> => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    const report = await examined(await healthyAws(), {}, { credentials: refusing });
    expect(report).toMatchObject({ verdict: "unchecked", passed: 1, failed: 1 });
    expect(report.checks.find(({ name }) => name === "credentials")?.troubles).toMatchObject([
      { says: "Could not load credentials from any providers", fix: expect.stringContaining("aws sso login") },
    ]);
    expect(
      report.checks.filter(({ status }) => status === "skipped").every(({ says }) => says.startsWith("needs ")),
    ).toBe(true);
  });

  it("looks only at the Regions that are linked and in use", async () => {
    const cloud = await healthyAws({ noGraph: ["eu-north-1", "eu-central-1"] });
    const link = { RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["eu-north-1", "eu-south-2"] };
    await call(cloud, "SecurityHub", "UpdateFindingAggregator", { ...(await aggregator(cloud)), ...link });
    inNorth(cloud, "SecurityHub", "DisableSecurityHub", {});
    const healthy = await examined(cloud);
    expect(healthy.verdict).toBe("healthy");
    redeploy(cloud, { outputs: { AllowedRegions: '"^eu-(west|central)-\\\\d$"' } });
    expect((await examined(cloud)).checks.find(({ name }) => name === "detective")?.says).toContain("in eu-west-1");
    const more = await examined(cloud, { moreRegions: ["eu-central-1"] });
    expect(more.checks.find(({ name }) => name === "detective")?.says).toBe("no behavior graph in eu-central-1");
  });
});
