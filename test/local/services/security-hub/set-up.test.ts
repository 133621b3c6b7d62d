import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aSecurityHub } from "./a-security-hub.ts";

const criteria = { ResourceType: [{ Value: "AwsIamRole", Comparison: "EQUALS" }] };
const aRule = (RuleName: string, RuleOrder: number) => ({
  RuleName,
  RuleOrder,
  Description: "d",
  Criteria: criteria,
  Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { UserDefinedFields: { investigate: "true" } } }],
});

it("a Region without Security Hub answers nothing but EnableSecurityHub", () => {
  const { call } = aSecurityHub();
  call("DisableSecurityHub");
  for (const operation of ["DescribeHub", "GetFindings", "ListAutomationRules"])
    expect(failureOf(() => call(operation))).toBe("InvalidAccessException 401");
  expect(call("DescribeHub", {}, { ...home, region: "eu-north-1" }).HubArn).toContain("eu-north-1");
  call("EnableSecurityHub");
  expect(call("DescribeHub").SubscribedAt).toBe("2026-11-20T12:00:00.000Z");
  expect(failureOf(() => call("EnableSecurityHub"))).toBe("ResourceConflictException 409");
});

it("the account is its own administrator until the organization delegates another one", () => {
  const { call } = aSecurityHub();
  expect(call("GetAdministratorAccount")).toEqual({});
  expect(call("ListOrganizationAdminAccounts")).toEqual({
    AdminAccounts: [{ AccountId: home.accountId, Status: "ENABLED" }],
  });
  call("EnableOrganizationAdminAccount", { AdminAccountId: "444455556666" });
  expect(call("GetAdministratorAccount").Administrator).toMatchObject({ AccountId: "444455556666" });
});

it("there is one finding aggregator, in the Region where it was made", () => {
  const { call } = aSecurityHub();
  const {
    FindingAggregators: [made],
  } = call("ListFindingAggregators");
  expect(call("GetFindingAggregator", made)).toMatchObject({
    FindingAggregationRegion: "eu-west-1",
    RegionLinkingMode: "ALL_REGIONS",
  });
  const link = { RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["us-east-1"] };
  expect(failureOf(() => call("CreateFindingAggregator", link))).toBe("LimitExceededException 429");
  expect(call("UpdateFindingAggregator", { ...made, ...link })).toMatchObject(link);
  call("DeleteFindingAggregator", made);
  expect(failureOf(() => call("GetFindingAggregator", made))).toBe("ResourceNotFoundException 404");
  const other = call("CreateFindingAggregator", link, { ...home, region: "us-west-2" });
  expect(other.FindingAggregationRegion).toBe("us-west-2");
});

it("an automation rule is changed in part, put in its new place, and removed", () => {
  const { call } = aSecurityHub();
  const [first, second] = [aRule("first", 1), aRule("second", 2)].map(
    (rule) => call("CreateAutomationRule", rule).RuleArn,
  );
  const items = [{ RuleArn: first, RuleOrder: 9, RuleStatus: "DISABLED" }, { RuleArn: "arn:none" }];
  const changed = call("BatchUpdateAutomationRules", { UpdateAutomationRulesRequestItems: items });
  expect(changed).toMatchObject({
    ProcessedAutomationRules: [first],
    UnprocessedAutomationRules: [{ RuleArn: "arn:none", ErrorCode: 404 }],
  });
  const listed = call("ListAutomationRules").AutomationRulesMetadata as { RuleName: string; RuleStatus: string }[];
  expect(listed.map(({ RuleName, RuleStatus }) => [RuleName, RuleStatus])).toEqual([
    ["second", "ENABLED"],
    ["first", "DISABLED"],
  ]);
  call("BatchDeleteAutomationRules", { AutomationRulesArns: [first, second] });
  expect(call("ListAutomationRules").AutomationRulesMetadata).toEqual([]);
  const third = call("CreateAutomationRule", aRule("third", 1)).RuleArn;
  expect([first, second]).not.toContain(third);
});
