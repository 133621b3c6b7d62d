import { describe, expect, it } from "vitest";
import { doctor } from "#cli/commands/doctor.ts";
import type { Place } from "#cli/doctor/check.ts";
import { checks } from "#cli/doctor/checks.ts";
import { shellFor } from "#cli/doctor/shell.ts";
import { ServiceUnavailable, SetupFault } from "#domain/errors.ts";
import { minuteMs } from "#domain/instant.ts";
import type { SetUp } from "#domain/set-up.ts";
import { aPlace, aStack, serviceAt } from "../../builders/set-up.ts";

const shell = shellFor({ region: "eu-west-1", stack: "Gumshoe" }, "http://local");
const denied = (operation: string) => async (): Promise<never> => {
  throw new SetupFault(operation, "AccessDeniedException: not authorized");
};
const answering =
  <T>(value: T) =>
  async () =>
    value;

const telling = (outputs: object) => async () => ({ ...aStack, outputs: { ...aStack.outputs, ...outputs } });

interface Case {
  readonly name: string;
  readonly over?: Partial<SetUp>;
  readonly place?: Partial<Place>;
  readonly check: string;
  readonly problem: string;
  readonly level?: "warning";
}

const queue = { arn: "arn:aws:sqs:eu-west-1:111122223333:intake", messages: 2, inFlight: 1 };
const rule = { name: "imported", arn: "arn:rule", isEnabled: true, targets: [{ arn: queue.arn }] };
const arming = { arn: "arn:aws:securityhub:eu-west-1:111122223333:rule/1", name: "Arm", isEnabled: true, sets: {} };

/** Every problem that there is, each made by one thing that is wrong. */
const cases: readonly Case[] = [
  { name: "no Region is configured", place: { region: "" }, check: "region", problem: "unset" },
  { name: "the Region is misspelt", place: { region: "eu_west" }, check: "region", problem: "malformed" },
  {
    name: "the credentials have expired",
    over: { caller: () => Promise.reject(new Error("The security token included in the request is expired")) },
    check: "credentials",
    problem: "refused",
  },
  {
    name: "STS does not answer",
    over: { caller: () => Promise.reject(new ServiceUnavailable("sts:GetCallerIdentity")) },
    check: "credentials",
    problem: "unreachable",
  },
  {
    name: "the clock is a minute off",
    place: { now: () => serviceAt - minuteMs },
    check: "clock",
    problem: "skewed",
    level: "warning",
  },
  { name: "there is no stack", over: { stack: answering(undefined) }, check: "stack", problem: "absent" },
  {
    name: "the stack is not in the home Region",
    over: {
      stack: answering(undefined),
      aggregation: answering({ homeRegion: "us-east-1", mode: "ALL_REGIONS", regions: [] } as const),
    },
    check: "stack",
    problem: "astray",
  },
  {
    name: "the last deployment failed",
    over: { stack: answering({ ...aStack, status: "UPDATE_ROLLBACK_FAILED" }) },
    check: "stack",
    problem: "broken",
  },
  { name: "the stack is older", place: { version: "1.10.0" }, check: "version", problem: "older" },
  { name: "the stack is newer", place: { version: "1.2.2" }, check: "version", problem: "newer" },
  { name: "a function is gone", over: { lambda: answering(undefined) }, check: "functions", problem: "missing" },
  {
    name: "a function has failed to start",
    over: { lambda: answering({ state: "Failed", roleArn: "" }) },
    check: "functions",
    problem: "inactive",
  },
  {
    name: "the machine is gone",
    over: { stateMachine: answering(undefined) },
    check: "state machine",
    problem: "missing",
  },
  {
    name: "the machine is being deleted",
    over: { stateMachine: answering({ status: "DELETING", roleArn: "" }) },
    check: "state machine",
    problem: "inactive",
  },
  { name: "the table is gone", over: { tableStatus: answering(undefined) }, check: "table", problem: "missing" },
  { name: "the table is locked", over: { tableStatus: answering("ARCHIVED") }, check: "table", problem: "inactive" },
  {
    name: "a boundary takes a permission away",
    over: { denied: async ({ actions }) => actions.filter((action) => action === "states:StartExecution") },
    check: "permissions",
    problem: "denied",
  },
  { name: "Security Hub is off", over: { hub: answering(false) }, check: "security hub", problem: "off" },
  {
    name: "the account is a member",
    over: { administrator: answering("444455556666") },
    check: "administrator",
    problem: "member",
  },
  {
    name: "another account is delegated",
    over: { delegatedAdministrators: answering(["444455556666"]) },
    check: "administrator",
    problem: "another",
  },
  {
    name: "only the management account may ask",
    over: { delegatedAdministrators: denied("securityhub:ListOrganizationAdminAccounts") },
    check: "administrator",
    problem: "unknown",
    level: "warning",
  },
  {
    name: "nothing is aggregated",
    over: { aggregation: answering(undefined) },
    check: "aggregation",
    problem: "none",
    level: "warning",
  },
  {
    name: "another Region aggregates",
    over: { aggregation: answering({ homeRegion: "us-east-1", mode: "ALL_REGIONS", regions: [] } as const) },
    check: "aggregation",
    problem: "elsewhere",
  },
  {
    name: "a linked Region is not among those where findings are armed",
    over: { stack: telling({ LinkedRegions: "[]" }) },
    check: "linked regions",
    problem: "unarmed",
    level: "warning",
  },
  {
    name: "findings are armed in a Region that is not linked",
    over: { stack: telling({ LinkedRegions: '["eu-north-1","us-east-1"]' }) },
    check: "linked regions",
    problem: "unlinked",
    level: "warning",
  },
  {
    name: "another account administers the behavior graph",
    over: { graph: answering(undefined), graphAdministrator: answering("444455556666") },
    check: "detective",
    problem: "elsewhere",
  },
  {
    name: "a linked Region has no Detective at all",
    over: {
      stack: telling({ LinkedRegions: '["ap-northeast-3"]' }),
      aggregation: answering({
        homeRegion: "eu-west-1",
        mode: "SPECIFIED_REGIONS",
        regions: ["ap-northeast-3"],
      } as const),
      graph: async (region) => {
        if (region === "ap-northeast-3") throw new ServiceUnavailable("detective:ListGraphs");
        return { createdAt: 0 };
      },
    },
    check: "detective",
    problem: "not-offered",
  },
  {
    name: "a linked Region has no graph",
    over: { graph: async (region) => (region === "eu-north-1" ? undefined : { createdAt: 0 }) },
    check: "detective",
    problem: "off",
  },
  {
    name: "the graphs are new",
    over: { graph: answering({ createdAt: serviceAt }) },
    check: "detective",
    problem: "young",
    level: "warning",
  },
  { name: "GuardDuty is off", over: { detector: answering(undefined) }, check: "guardduty", problem: "off" },
  {
    name: "GuardDuty is suspended",
    over: { detector: answering({ id: "d0", isEnabled: false, publishes: "ONE_HOUR" }) },
    check: "guardduty",
    problem: "suspended",
  },
  {
    name: "GuardDuty is slow",
    over: { detector: answering({ id: "d0", isEnabled: true, publishes: "ONE_HOUR" }) },
    check: "guardduty",
    problem: "slow",
    level: "warning",
  },
  {
    name: "the arming rule is gone",
    over: { automationRules: answering([]) },
    check: "automation rules",
    problem: "missing",
  },
  {
    name: "the arming rule is disabled",
    over: { automationRules: answering([{ ...arming, isEnabled: false }]) },
    check: "automation rules",
    problem: "disabled",
  },
  {
    name: "the rule arms nothing",
    over: { automationRules: answering([arming]) },
    check: "automation rules",
    problem: "toothless",
  },
  { name: "the action is gone", over: { customActions: answering([]) }, check: "custom action", problem: "missing" },
  {
    name: "the event rule is gone",
    over: { eventRule: answering(undefined) },
    check: "event rules",
    problem: "missing",
  },
  {
    name: "the event rule is disabled",
    over: { eventRule: answering({ ...rule, isEnabled: false }) },
    check: "event rules",
    problem: "disabled",
  },
  {
    name: "the event rule has no target",
    over: { eventRule: answering({ ...rule, targets: [] }) },
    check: "event rules",
    problem: "aimless",
  },
  { name: "the queues are gone", over: { queue: answering(undefined) }, check: "queues", problem: "missing" },
  {
    name: "the queues let nobody send",
    over: { queue: answering({ ...queue, messages: 0, inFlight: 0 }) },
    check: "queues",
    problem: "closed",
  },
  {
    name: "the queues have the AWS-managed key",
    over: {
      queue: answering({
        ...queue,
        messages: 0,
        inFlight: 0,
        kmsKey: "arn:aws:kms:eu-west-1:111122223333:alias/aws/sqs",
      }),
    },
    check: "queues",
    problem: "sealed",
  },
  {
    name: "the mapping is gone",
    over: { eventSource: answering(undefined) },
    check: "event source",
    problem: "missing",
  },
  {
    name: "the mapping is disabled",
    over: { eventSource: answering({ state: "Disabled", queueArn: "" }) },
    check: "event source",
    problem: "off",
  },
  {
    name: "the intake is behind",
    over: { queue: answering(queue), oldestMessageSeconds: answering(3_600) },
    check: "intake",
    problem: "behind",
    level: "warning",
  },
  {
    name: "dead letters wait",
    over: { queue: answering(queue) },
    check: "dead letters",
    problem: "waiting",
    level: "warning",
  },
  {
    name: "an alarm rings",
    over: { alarms: answering([{ name: "Bell", isRinging: true, reason: "1 > 0" }]) },
    check: "alarms",
    problem: "ringing",
  },
];

describe("doctor()", () => {
  it("is healthy when all is in order", async () => {
    const report = await doctor(aPlace(), shell);
    expect(report).toMatchObject({ verdict: "healthy", passed: checks.length, warnings: 0, failed: 0, skipped: 0 });
  });

  it.each(cases)("answers $check: $problem when $name", async ({ over, place, check, problem, level = "failed" }) => {
    const report = await doctor(aPlace(over, place), shell);
    const found = report.checks.find(({ name }) => name === check);
    expect(found?.troubles[0]).toMatchObject({ problem, level });
  });

  it("has a case above for every problem with a remedy", () => {
    const known = checks.flatMap(({ name, fix }) => Object.keys(fix).map((problem) => `${name}: ${problem}`));
    expect(new Set(cases.map(({ check, problem }) => `${check}: ${problem}`))).toEqual(new Set(known));
  });

  it("runs on and warns when the caller may not look at something", async () => {
    const report = await doctor(aPlace({ graph: denied("detective:ListGraphs") }), shell);
    const found = report.checks.find(({ name }) => name === "detective");
    expect(found).toMatchObject({
      status: "warning",
      says: "Cannot call detective:ListGraphs: AccessDeniedException: not authorized",
    });
    expect(report).toMatchObject({ verdict: "healthy", passed: checks.length - 1, warnings: 1 });
  });

  it("fails a check whose service does not answer, and runs the others", async () => {
    const down = () => Promise.reject(new ServiceUnavailable("events:DescribeRule"));
    const report = await doctor(aPlace({ eventRule: down }), shell);
    const failed = report.checks.filter(({ status }) => status === "failed");
    expect(failed.map(({ name, troubles }) => [name, troubles[0]?.problem])).toEqual([
      ["event rules", "unanswered"],
      ["queues", "unanswered"],
    ]);
  });

  it("skips what has nothing to look at, and says why", async () => {
    const report = await doctor(aPlace({ stack: answering(undefined) }), shell);
    expect(report.checks.find(({ name }) => name === "functions")).toEqual({
      name: "functions",
      status: "skipped",
      says: "needs stack",
      troubles: [],
    });
    expect(report.verdict).toBe("unhealthy");
  });

  it("tells of no credential that an error message holds", async () => {
    const leaky = () => Promise.reject(new Error("AKIAIOSFODNN7EXAMPLE is unknown, X-Amz-Signature=0123abcd&x"));
    const report = await doctor(aPlace({ caller: leaky }), shell);
    expect(report.checks[1]?.says).toBe("AKIA…MPLE is unknown, X-Amz-Signature=…&x");
  });
});

describe("checks", () => {
  it("need only what stands before them", () => {
    const names = checks.map(({ name }) => name);
    const late = checks.flatMap(({ name, needs }, at) =>
      needs.filter((need) => !names.slice(0, at).includes(need)).map((need) => `${name} needs ${need}`),
    );
    expect(late).toEqual([]);
  });
});
