import { describe, expect, it } from "vitest";
import { compilePattern } from "#local/event-pattern/compile-pattern.ts";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";

const actionArn = "arn:aws:securityhub:eu-west-1:111122223333:action/custom/Investigate";
const everything = { directGuardDuty: true, findingsV2: true };
const rulesOf = (settings: Properties) => resourcesOf(aTemplate(settings), "AWS::Events::Rule");

/** Whether the rule lets an event through. */
function matcherOf(rules: Readonly<Record<string, Properties>>, id: string): (event: unknown) => boolean {
  const pattern = JSON.stringify(readable(rules[id]?.["EventPattern"]));
  return compilePattern(JSON.parse(pattern.replaceAll("${SecurityHubInvestigate.ActionTargetArn}", actionArn)));
}

const anEvent = (source: string, detailType: string, detail: object, over: object = {}) => ({
  version: "0",
  id: "e",
  source,
  "detail-type": detailType,
  account: "111122223333",
  region: "eu-west-1",
  time: "2026-11-20T12:00:00Z",
  resources: [],
  detail,
  ...over,
});
const aFinding = (over: object = {}) => ({
  Id: "f",
  RecordState: "ACTIVE",
  Workflow: { Status: "NEW" },
  UserDefinedFields: { investigate: "true", owner: "payroll" },
  ...over,
});
const imported = (...findings: object[]) =>
  anEvent("aws.securityhub", "Security Hub Findings - Imported", { findings });

describe("every rule", () => {
  const rules = rulesOf(everything);
  const routed = Object.entries(rules).filter(([id]) => id.startsWith("Routes"));

  it("is one of these", () => {
    expect(Object.keys(rules).sort()).toEqual([
      "RoutesCustomAction",
      "RoutesGuardDuty",
      "RoutesImported",
      "RoutesImportedV2",
      "Sweep",
      "WorkflowFailed",
    ]);
  });

  it.each(routed)("such as %s pins source and detail-type and tells people what it is for", (_id, rule) => {
    expect(rule["EventPattern"]).toMatchObject({ source: [expect.any(String)], "detail-type": [expect.any(String)] });
    expect(rule["Description"]).toMatch(/\w+ \w+/);
  });

  it.each(routed)("such as %s tries for 24 hours to reach the intake queue, then keeps the event", (_id, rule) => {
    expect(readable(rule["Targets"])).toEqual([
      {
        Id: "Target0",
        Arn: "${QueuesIntake.Arn}",
        DeadLetterConfig: { Arn: "${QueuesDeadLetters.Arn}" },
        RetryPolicy: { MaximumEventAgeInSeconds: 24 * 60 * 60, MaximumRetryAttempts: 185 },
      },
    ]);
  });

  it("that is optional is there only when it is switched on", () => {
    expect(Object.keys(rulesOf({}))).not.toContain("RoutesGuardDuty");
    expect(Object.keys(rulesOf({}))).not.toContain("RoutesImportedV2");
    expect(Object.keys(rulesOf({ directGuardDuty: true }))).not.toContain("RoutesImportedV2");
    expect(Object.keys(rulesOf({ findingsV2: true }))).not.toContain("RoutesGuardDuty");
  });
});

describe("the rule for imported findings", () => {
  const matches = matcherOf(rulesOf({}), "RoutesImported");

  it.each([
    ["an armed finding", imported(aFinding())],
    ["one that somebody was told of", imported(aFinding({ Workflow: { Status: "NOTIFIED" } }))],
    // Twins are told apart in ingest, by the finding record.
    ["its twin from a member account", { ...imported(aFinding()), account: "444455556666" }],
    ["its twin from a linked Region", { ...imported(aFinding({ Region: "us-east-1" })), region: "us-east-1" }],
  ])("lets in %s", (_what, event) => {
    expect(matches(event)).toBe(true);
  });

  it.each([
    ["our own echo", imported(aFinding({ UserDefinedFields: { investigate: "complete", gumshoeVerdict: "HIGH" } }))],
    ["our own echo of a parked finding", imported(aFinding({ UserDefinedFields: { investigate: "parked" } }))],
    ["a finding that no rule armed", imported(aFinding({ UserDefinedFields: { owner: "payroll" } }))],
    ["a finding without fields", imported({ ...aFinding(), UserDefinedFields: undefined })],
    ["an archived finding", imported(aFinding({ RecordState: "ARCHIVED" }))],
    ["a suppressed finding", imported(aFinding({ Workflow: { Status: "SUPPRESSED" } }))],
    ["a resolved finding", imported(aFinding({ Workflow: { Status: "RESOLVED" } }))],
    [
      "what only two findings together would be",
      imported(aFinding({ RecordState: "ARCHIVED" }), aFinding({ UserDefinedFields: {} })),
    ],
    ["the same finding in the other format", { ...imported(aFinding()), "detail-type": "Findings Imported V2" }],
    ["an event that somebody else made up", { ...imported(aFinding()), source: "com.example" }],
  ])("keeps out %s", (_what, event) => {
    expect(matches(event)).toBe(false);
  });
});

describe("the rules, with Regions and accounts of the settings", () => {
  const remit = { allowedRegions: ["eu-west-1", "us-east-1"], allowedAccounts: ["111122223333"] };
  const denying = { deniedAccounts: ["444455556666"] };
  const v2 = (account: object, region: object) =>
    anEvent("aws.securityhub", "Findings Imported V2", {
      findings: [{ severity_id: 4, cloud: { account, ...region } }],
    });
  const own = (over: object) => anEvent("aws.guardduty", "GuardDuty Finding", { severity: 8, ...over });

  it.each([
    ["RoutesImported", remit, imported(aFinding({ AwsAccountId: "111122223333", Region: "us-east-1" })), true],
    ["RoutesImported", remit, imported(aFinding()), true],
    ["RoutesImported", remit, imported(aFinding({ AwsAccountId: "444455556666", Region: "us-east-1" })), false],
    ["RoutesImported", remit, imported(aFinding({ AwsAccountId: "111122223333", Region: "us-west-2" })), false],
    ["RoutesImported", denying, imported(aFinding({ AwsAccountId: "444455556666" })), false],
    ["RoutesImported", denying, imported(aFinding({ AwsAccountId: "111122223333" })), true],
    ["RoutesImported", denying, imported(aFinding()), true],
    ["RoutesGuardDuty", remit, own({ accountId: "111122223333", region: "eu-west-1" }), true],
    ["RoutesGuardDuty", remit, own({ accountId: "111122223333", region: "us-west-2" }), false],
    ["RoutesGuardDuty", denying, own({ accountId: "444455556666", region: "eu-west-1" }), false],
    ["RoutesImportedV2", remit, v2({ uid: "111122223333" }, { region: "eu-west-1" }), true],
    ["RoutesImportedV2", remit, v2({ uid: "444455556666" }, { region: "eu-west-1" }), false],
    ["RoutesImportedV2", denying, v2({ uid: "444455556666" }, { region: "eu-west-1" }), false],
    ["RoutesImportedV2", denying, v2({}, {}), true],
  ])("%s with %j: %j passes: %s", (id, settings, event, passes) => {
    expect(matcherOf(rulesOf({ ...everything, ...settings }), id)(event)).toBe(passes);
  });

  it("keep out no custom action: whoever asks is told", () => {
    expect(rulesOf(remit)["RoutesCustomAction"]).toEqual(rulesOf({})["RoutesCustomAction"]);
  });

  it("leave a regular expression, and a list of accounts that a pattern cannot hold, to ingest", () => {
    const accounts = Array.from({ length: 61 }, (_, n) => String(111_122_223_333 + n));
    const rules = rulesOf({ ...everything, allowedRegions: "^eu-.*$", allowedAccounts: accounts });
    expect(rules).toEqual(rulesOf(everything));
  });

  it("stay within the 2,048 characters of a pattern", () => {
    const accounts = Array.from({ length: 60 }, (_, n) => String(111_122_223_333 + n));
    const regions = Array.from({ length: 40 }, (_, n) => `ap-southeast-${n + 10}`);
    const rules = rulesOf({ ...everything, allowedRegions: regions, deniedAccounts: accounts });
    const lengths = Object.values(rules).map((rule) => JSON.stringify(rule["EventPattern"] ?? "").length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2_048);
  });
});

describe("the rule for the custom action", () => {
  const matches = matcherOf(rulesOf({}), "RoutesCustomAction");
  const clicked = (arn: string) =>
    anEvent(
      "aws.securityhub",
      "Security Hub Findings - Custom Action",
      { findings: [{ Id: "f" }] },
      { resources: [arn] },
    );

  it("lets in whatever was sent with Investigate, whatever its state", () => {
    expect(matches(clicked(actionArn))).toBe(true);
  });

  it("keeps out the custom actions of others", () => {
    expect(matches(clicked(`${actionArn}Later`))).toBe(false);
  });
});

describe("the rule for GuardDuty's own events", () => {
  const guardDuty = (severity: unknown) => anEvent("aws.guardduty", "GuardDuty Finding", { id: "f", severity });

  // docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html: 1-3.9, 4-6.9, 7-8.9, 9-10
  it.each([
    { severityFloor: "LOW", lowest: 1, below: 0.9 },
    { severityFloor: "MEDIUM", lowest: 4, below: 3.9 },
    { severityFloor: "HIGH", lowest: 7, below: 6.9 },
    { severityFloor: "CRITICAL", lowest: 9, below: 8.9 },
  ])("begins at $lowest when the floor is $severityFloor", ({ severityFloor, lowest, below }) => {
    const matches = matcherOf(rulesOf({ ...everything, severityFloor }), "RoutesGuardDuty");
    expect([below, lowest, 10, "8"].map((severity) => matches(guardDuty(severity)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("the rule for the new Security Hub", () => {
  const ocsf = (severity_id: number) =>
    anEvent("aws.securityhub", "Findings Imported V2", { findings: [{ severity_id }] });

  it.each([
    { severityFloor: "LOW", lets: [2, 3, 4, 5, 6] },
    { severityFloor: "MEDIUM", lets: [3, 4, 5, 6] },
    { severityFloor: "HIGH", lets: [4, 5, 6] },
    { severityFloor: "CRITICAL", lets: [5, 6] },
  ])("lets in severity ids $lets when the floor is $severityFloor", ({ severityFloor, lets }) => {
    const matches = matcherOf(rulesOf({ ...everything, severityFloor }), "RoutesImportedV2");
    // 0 is unknown, 99 other: neither says that it is severe.
    expect([0, 1, 2, 3, 4, 5, 6, 99].filter((id) => matches(ocsf(id)))).toEqual(lets);
  });
});
