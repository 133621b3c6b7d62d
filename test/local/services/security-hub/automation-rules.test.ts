import { expect, it } from "vitest";
import type { SecurityHubOptions } from "#local/services/security-hub.ts";
import { failureOf } from "../a-world.ts";
import { aFinding, aSecurityHub } from "./a-security-hub.ts";

const aRule = (over: object = {}, update: object = { UserDefinedFields: { investigate: "true" } }) => ({
  RuleName: "Investigate",
  RuleOrder: 1,
  Description: "Marks findings about IAM principals",
  Criteria: { ResourceType: [{ Value: "AwsIamRole", Comparison: "EQUALS" }] },
  Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: update }],
  ...over,
});

function withRules(rules: readonly object[], options: SecurityHubOptions = {}) {
  const hub = aSecurityHub(options);
  for (const rule of rules) hub.call("CreateAutomationRule", rule);
  return hub;
}

it("a rule updates the findings that meet its criteria, before their event goes out", () => {
  const { hub, events, stored } = withRules([aRule()]);
  hub.importFinding(aFinding());
  hub.importFinding(aFinding({ Id: "other", Resources: [{ Type: "AwsS3Bucket", Id: "b" }] }));
  expect(events[0]?.detail.findings[0]).toMatchObject({ UserDefinedFields: { investigate: "true" } });
  expect(stored("other")).not.toHaveProperty("UserDefinedFields");
});

it("a rule looks at the provider's own finding on every update, not at what customers made of it", () => {
  const Criteria = { UserDefinedFields: [{ Key: "investigate", Value: "complete", Comparison: "NOT_EQUALS" }] };
  const { hub, update, stored } = withRules([aRule({ Criteria })]);
  hub.importFinding(aFinding());
  update({ UserDefinedFields: { investigate: "complete", team: "blue" } });
  hub.importFinding(aFinding({ UpdatedAt: "2026-11-20T11:30:00Z" }));
  expect(stored()?.["UserDefinedFields"]).toEqual({ investigate: "true", team: "blue" });
});

it("a rule can be made to replace user-defined fields as a whole", () => {
  const { hub, stored } = withRules([aRule()], { ruleUserDefinedFields: "replace" });
  hub.importFinding(aFinding({ UserDefinedFields: { team: "blue" } }));
  expect(stored()?.["UserDefinedFields"]).toEqual({ investigate: "true" });
});

it("a rule is not triggered by BatchUpdateFindings, nor by a finding that is put", () => {
  const { hub, update, stored } = withRules([aRule()]);
  hub.putFinding(aFinding());
  update({ Confidence: 1 });
  expect(stored()).not.toHaveProperty("UserDefinedFields");
});

it("rules are applied by their order, the later one wins, and none sees what another did", () => {
  const low = { SeverityLabel: [{ Value: "LOW", Comparison: "EQUALS" }] };
  const { hub, stored } = withRules([
    aRule({ RuleOrder: 3 }, { Severity: { Label: "CRITICAL" } }),
    aRule({ RuleOrder: 2 }, { Severity: { Label: "LOW" } }),
    aRule({ RuleOrder: 9, Criteria: low }, { Confidence: 1 }),
  ]);
  hub.importFinding(aFinding());
  expect(stored()?.["Severity"]).toMatchObject({ Label: "CRITICAL", Normalized: 90 });
  expect(stored()).not.toHaveProperty("Confidence");
});

it("a terminal rule is the last one applied, a disabled one is not applied", () => {
  const { hub, stored } = withRules([
    aRule({ RuleOrder: 1, RuleStatus: "DISABLED", IsTerminal: true }, { Confidence: 1 }),
    aRule({ RuleOrder: 2, IsTerminal: true }, { Criticality: 2 }),
    aRule({ RuleOrder: 3 }, { Confidence: 3 }),
  ]);
  hub.importFinding(aFinding());
  expect(stored()).toMatchObject({ Criticality: 2 });
  expect(stored()).not.toHaveProperty("Confidence");
});

it.each([
  [{ WorkflowStatus: [{ Value: "NEW", Comparison: "EQUALS" }] }, true],
  [{ ProductName: [{ Value: "GuardDuty", Comparison: "EQUALS" }] }, true],
  [{ Title: [{ Value: "listed", Comparison: "CONTAINS" }] }, true],
  [{ Title: [{ Value: "listed", Comparison: "NOT_CONTAINS" }] }, false],
  [{ Confidence: [{ Gte: 50 }] }, true],
  [{ CreatedAt: [{ DateRange: { Value: 2, Unit: "DAYS" } }] }, true],
  [{ CreatedAt: [{ Start: "2026-11-21T00:00:00Z" }] }, false],
  [{ ResourceTags: [{ Key: "env", Value: "prod", Comparison: "EQUALS" }] }, true],
  [{ ResourceTags: [{ Key: "env", Value: "pro", Comparison: "CONTAINS" }] }, true],
  [{ SeverityLabel: ["MEDIUM", "HIGH", "CRITICAL"].map((Value) => ({ Value, Comparison: "EQUALS" })) }, true],
])("a rule with criteria %j applies: %s", (Criteria, applies) => {
  const { hub, stored } = withRules([aRule({ Criteria })]);
  hub.importFinding(aFinding({ Confidence: 50, Resources: [{ Type: "AwsIamRole", Id: "r", Tags: { env: "prod" } }] }));
  expect("UserDefinedFields" in (stored() ?? {})).toBe(applies);
});

it.each([
  ["an attribute rules do not know", { Criteria: { Keyword: [{ Value: "x" }] } }],
  ["no criteria", { Criteria: undefined }],
  ["an order of 0", { RuleOrder: 0 }],
  ["no name", { RuleName: " " }],
  ["two actions", { Actions: [...aRule().Actions, ...aRule().Actions] }],
  ["an action of another type", { Actions: [{ Type: "EXTERNAL_INTEGRATION" }] }],
  [
    "a note that is too long",
    {
      Actions: [
        { Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { Note: { Text: "x".repeat(513), UpdatedBy: "r" } } },
      ],
    },
  ],
])("CreateAutomationRule refuses %s", (_, over) => {
  const { call } = aSecurityHub();
  expect(failureOf(() => call("CreateAutomationRule", aRule(over)))).toBe("InvalidInputException 400");
  expect(call("ListAutomationRules").AutomationRulesMetadata).toEqual([]);
});

it("BatchGetAutomationRules answers whole rules, ListAutomationRules their metadata", () => {
  const { call } = aSecurityHub();
  const { RuleArn } = call("CreateAutomationRule", aRule());
  expect(RuleArn).toMatch(/^arn:aws:securityhub:eu-west-1:111122223333:automation-rule\/[0-9a-f-]{36}$/);
  const rule = {
    ...aRule(),
    RuleArn,
    RuleStatus: "ENABLED",
    IsTerminal: false,
    CreatedAt: new Date("2026-11-20T12:00:00Z"),
  };
  const missing = `${RuleArn}0`;
  expect(call("BatchGetAutomationRules", { AutomationRulesArns: [RuleArn, missing] })).toMatchObject({
    Rules: [rule],
    UnprocessedAutomationRules: [{ RuleArn: missing, ErrorCode: 404 }],
  });
  const [metadata] = call("ListAutomationRules", { MaxResults: "1" }).AutomationRulesMetadata;
  expect(metadata).toMatchObject({ RuleArn, RuleName: "Investigate", RuleOrder: 1 });
  expect(metadata).not.toHaveProperty("Criteria");
});

it("CreateActionTarget makes a custom action once, DescribeActionTargets finds it", () => {
  const { call } = aSecurityHub();
  const target = { Id: "Investigate", Name: "Investigate", Description: "Start an investigation" };
  const { ActionTargetArn } = call("CreateActionTarget", target);
  expect(ActionTargetArn).toBe("arn:aws:securityhub:eu-west-1:111122223333:action/custom/Investigate");
  expect(call("DescribeActionTargets").ActionTargets).toMatchObject([{ ActionTargetArn, Name: "Investigate" }]);
  expect(failureOf(() => call("CreateActionTarget", target))).toBe("ResourceConflictException 409");
  expect(failureOf(() => call("CreateActionTarget", { ...target, Id: "not-alphanumeric" }))).toBe(
    "InvalidInputException 400",
  );
  expect(failureOf(() => call("CreateActionTarget", { ...target, Id: "x", Name: "n".repeat(21) }))).toBe(
    "InvalidInputException 400",
  );
  expect(failureOf(() => call("DescribeActionTargets", { ActionTargetArns: ["arn:x"] }))).toBe(
    "ResourceNotFoundException 404",
  );
});

it("DescribeHub describes the hub of the Region", () => {
  const { call } = aSecurityHub();
  expect(call("DescribeHub")).toMatchObject({ HubArn: "arn:aws:securityhub:eu-west-1:111122223333:hub/default" });
  expect(failureOf(() => call("DescribeHub", { HubArn: "arn:x" }))).toBe("ResourceNotFoundException 404");
});
