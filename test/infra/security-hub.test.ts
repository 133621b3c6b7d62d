import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { anApp, aTemplate, type Properties, resourcesOf } from "./a-stack.ts";

interface StringFilter {
  readonly Comparison: string;
  readonly Value: string;
}

const rulesIn = (template: Template) => resourcesOf(template, "AWS::SecurityHub::AutomationRule");
const criteriaOf = (settings: Properties, id = "SecurityHubArmPrincipals") =>
  rulesIn(aTemplate(settings))[id]?.["Criteria"] as Readonly<Record<string, readonly StringFilter[]>>;
const valuesOf = (filters: readonly StringFilter[] | undefined) => filters?.map(({ Value }) => Value);

// docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html (read 2026-11-20)
const choices = ["EQUALS", "NOT_EQUALS"];
const texts = ["CONTAINS", "EQUALS", "PREFIX", "NOT_CONTAINS", "NOT_EQUALS", "PREFIX_NOT_EQUALS"];
const comparisons: Readonly<Record<string, readonly string[]>> = {
  AwsAccountId: texts,
  ProductName: texts,
  RecordState: texts,
  ResourceType: choices,
  SeverityLabel: choices,
  Type: texts,
  WorkflowStatus: choices,
};

describe("an arming rule", () => {
  const accounts = Array.from({ length: 100 }, (_, n) => String(111_122_223_333 + n));
  const all = rulesIn(
    aTemplate({
      attachedRoles: true,
      severityFloor: "LOW",
      products: ["GuardDuty", "Macie"],
      deniedAccounts: accounts,
    }),
  );

  it.each(Object.entries(all))("such as %s stays within the limits of Security Hub", (_id, rule) => {
    for (const [criterion, filters] of Object.entries(rule["Criteria"] as Record<string, StringFilter[]>)) {
      expect(filters.length, criterion).toBeLessThanOrEqual(criterion === "AwsAccountId" ? 100 : 20);
      for (const { Comparison } of filters) expect(comparisons[criterion], criterion).toContain(Comparison);
    }
    expect(rule["RuleOrder"]).toBeLessThanOrEqual(1_000);
  });

  it.each(Object.entries(all))("such as %s asks for work and leaves the finding to your rules", (_id, rule) => {
    expect(rule).toMatchObject({
      RuleStatus: "ENABLED",
      IsTerminal: false,
      Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { UserDefinedFields: { investigate: "true" } } }],
    });
  });

  it.each(Object.entries(all))("such as %s leaves alone what is archived, resolved or suppressed", (_id, rule) => {
    const criteria = rule["Criteria"] as Record<string, StringFilter[]>;
    expect(valuesOf(criteria["RecordState"])).toEqual(["ACTIVE"]);
    expect(valuesOf(criteria["WorkflowStatus"])).toEqual(["NEW", "NOTIFIED"]);
  });

  it.each([
    { severityFloor: "LOW", labels: ["LOW", "MEDIUM", "HIGH", "CRITICAL"] },
    { severityFloor: "MEDIUM", labels: ["MEDIUM", "HIGH", "CRITICAL"] },
    { severityFloor: "HIGH", labels: ["HIGH", "CRITICAL"] },
    { severityFloor: "CRITICAL", labels: ["CRITICAL"] },
  ])("takes $labels when the floor is $severityFloor", ({ severityFloor, labels }) => {
    expect(valuesOf(criteriaOf({ severityFloor })["SeverityLabel"])).toEqual(labels);
    expect(valuesOf(criteriaOf({ severityFloor }, "SecurityHubArmAttackSequences")["SeverityLabel"])).toEqual(labels);
  });

  it("takes every product, or those of the settings", () => {
    expect(criteriaOf({})).not.toHaveProperty("ProductName");
    expect(valuesOf(criteriaOf({ products: ["GuardDuty", "Macie"] })["ProductName"])).toEqual(["GuardDuty", "Macie"]);
  });

  it("arms findings of the accounts of the settings alone", () => {
    const accounts = ["111122223333", "444455556666"];
    expect(criteriaOf({})).not.toHaveProperty("AwsAccountId");
    expect(criteriaOf({ allowedAccounts: accounts })["AwsAccountId"]).toEqual(
      accounts.map((Value) => ({ Comparison: "EQUALS", Value })),
    );
    expect(criteriaOf({ deniedAccounts: accounts }, "SecurityHubArmAttackSequences")["AwsAccountId"]).toEqual(
      accounts.map((Value) => ({ Comparison: "NOT_EQUALS", Value })),
    );
  });

  it("knows the types that name a principal, and with attachedRoles those that carry a role", () => {
    const named = ["AwsIamUser", "AwsIamRole", "AwsIamAccessKey"];
    expect(valuesOf(criteriaOf({})["ResourceType"])).toEqual(named);
    const withCarriers = valuesOf(criteriaOf({ attachedRoles: true })["ResourceType"]) ?? [];
    expect(withCarriers).toEqual(expect.arrayContaining([...named, "AwsEc2Instance", "AwsLambdaFunction"]));
    expect(new Set(withCarriers).size).toBe(withCarriers.length);
  });

  it("knows an attack sequence by its type: its actors stand beside the resources", () => {
    expect(criteriaOf({}, "SecurityHubArmAttackSequences")["Type"]).toEqual([
      { Comparison: "CONTAINS", Value: "AttackSequence:" },
    ]);
  });

  it.each([
    { automationRuleOrder: 1, orders: [1, 2] },
    { automationRuleOrder: 1_000, orders: [1_000, 1_000] },
  ])("stands at order $orders when asked for $automationRuleOrder", ({ automationRuleOrder, orders }) => {
    const rules = Object.values(rulesIn(aTemplate({ automationRuleOrder })));
    expect(rules.map(({ RuleOrder }) => RuleOrder)).toEqual(orders);
  });
});

describe("the custom action", () => {
  it("has an id and a name within 20 characters", () => {
    const [action] = Object.values(resourcesOf(aTemplate(), "AWS::SecurityHub::ActionTarget"));
    expect(action).toMatchObject({ Id: "Investigate", Name: "Investigate" });
  });
});

describe("a linked Region", () => {
  const settings = { severityFloor: "HIGH", automationRuleOrder: 7 };
  const stage = anApp({ ...settings, linkedRegions: ["us-east-1", "ap-south-1"] }).node.tryFindChild("LinkedRegions");

  it("has the same arming rules and nothing else: they work only in the Region they are created in", () => {
    const home = Object.values(rulesIn(aTemplate(settings)));
    for (const region of ["us-east-1", "ap-south-1"]) {
      const stack = stage?.node.findChild(region);
      const template = Template.fromStack(stack as Parameters<typeof Template.fromStack>[0]);
      expect(Object.values(rulesIn(template)), region).toEqual(home);
      expect(Object.keys(template.toJSON()["Resources"]), region).toHaveLength(home.length);
    }
  });

  it("is absent unless it is asked for", () => {
    expect(anApp().node.tryFindChild("LinkedRegions")).toBeUndefined();
  });
});
