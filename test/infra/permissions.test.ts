import { describe, expect, it } from "vitest";
import { logicalIdIn, type NamedGrant, namedGrants } from "#cli/docs/permissions/named-grants.ts";
import { withoutResource } from "#infra/without-resource.ts";
import type { Template } from "#local/template/template.ts";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";
import { statementsOf } from "./statements.ts";

const everything = {
  attachedRoles: true,
  memberRoleName: "GumshoeRead",
  webhookUrl: "https://hooks.example.com/gumshoe",
  directGuardDuty: true,
  findingsV2: true,
  notifyEmail: "soc@example.com",
};
const template = aTemplate(everything);
const grants = namedGrants(template.toJSON() as Template);
const ofKind = (kind: NamedGrant["policy"]["kind"]) => grants.filter(({ policy }) => policy.kind === kind);
const statements = statementsOf(template);

describe("a grant to a role", () => {
  it("never names its actions by a wildcard", () => {
    expect(ofKind("identity").flatMap(({ action, name }) => (action.includes("*") ? [name] : []))).toEqual([]);
  });

  it("names every resource only where AWS knows none for the action", () => {
    const onEverything = ofKind("identity").flatMap(({ action, resource }) => (resource === "*" ? [action] : []));
    expect([...new Set(onEverything)].sort()).toEqual(Object.keys(withoutResource).sort());
  });

  it("names every resource for four actions at most, apart from X-Ray and log delivery", () => {
    const apart = /^(xray:|logs:)/;
    expect(Object.keys(withoutResource).filter((action) => !apart.test(action)).length).toBeLessThanOrEqual(4);
  });

  it("is given once", () => {
    const names = grants.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("a role", () => {
  const users = ["AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"].flatMap((type) =>
    Object.values(resourcesOf(template, type)).map(({ Role, RoleArn }) =>
      logicalIdIn(String(readable(Role ?? RoleArn))),
    ),
  );

  it("belongs to one function or state machine, and each of them has its own", () => {
    expect([...users].sort()).toEqual(Object.keys(resourcesOf(template, "AWS::IAM::Role")).sort());
    expect(new Set(users).size).toBe(users.length);
  });

  it("has one policy of its own: no managed policies, none that roles could share", () => {
    for (const role of Object.values(resourcesOf(template, "AWS::IAM::Role")))
      expect(Object.keys(role)).toEqual(["AssumeRolePolicyDocument"]);
    const policies = Object.values(resourcesOf(template, "AWS::IAM::Policy"));
    expect(policies.map(({ Roles }) => (Roles as unknown[]).length)).toEqual(policies.map(() => 1));
    expect(resourcesOf(template, "AWS::IAM::ManagedPolicy")).toEqual({});
  });

  it("of a function is taken on by Lambda alone, that of the state machine by Step Functions alone", () => {
    const trusted = ofKind("trust").map(({ who, resource }) => [logicalIdIn(resource), who]);
    expect(Object.fromEntries(trusted)).toEqual(
      Object.fromEntries(users.map((id) => [id, `${id.startsWith("Workflow") ? "states" : "lambda"}.amazonaws.com`])),
    );
  });

  it("is not what a rule needs: its targets let it in", () => {
    const rules = Object.values(resourcesOf(template, "AWS::Events::Rule"));
    const roles = rules.flatMap(({ RoleArn, Targets = [] }) => [
      RoleArn,
      ...(Targets as { RoleArn?: unknown }[]).map((target) => target.RoleArn),
    ]);
    expect(roles.filter((role) => role !== undefined)).toEqual([]);
  });
});

describe("a service that something lets in", () => {
  const logs = /^logs\.\$\{AWS::Region\}\./;
  /** Which of them act for no resource that could be named. */
  const withoutSource: readonly { readonly grant: RegExp; readonly because: string }[] = [
    {
      grant: /^lambda\.amazonaws\.com sts:AssumeRole /,
      because:
        "The function is created with its role, so its ARN is not known before; its poller may act for the mapping, too.",
    },
    {
      grant: /^events\.amazonaws\.com kms:DescribeKey on /,
      because: "Made while a bus is created, which has no ARN yet.",
    },
    {
      grant: logs,
      because:
        "CloudWatch Logs names the log group in the encryption context, which the policy holds to those of the stack.",
    },
  ];
  const services = grants.filter(({ who }) => /\.(amazonaws\.com|\$\{AWS::URLSuffix\})$/.test(who));
  const keysOf = ({ condition }: NamedGrant) =>
    Object.fromEntries(
      Object.values(condition ?? {}).flatMap((wanted) =>
        Object.entries(wanted as object).map(([key, value]) => [key.toLowerCase(), value]),
      ),
    );

  it("acts for this account", () => {
    expect(services.length).toBeGreaterThan(10);
    for (const grant of services.filter(({ name }) => !logs.test(name)))
      expect(keysOf(grant)["aws:sourceaccount"], grant.name).toBe("${AWS::AccountId}");
  });

  it("acts for one resource, or for those of one kind", () => {
    const excepted = ({ name }: NamedGrant) => withoutSource.some(({ grant }) => grant.test(name));
    for (const grant of services.filter((one) => !excepted(one)))
      expect(keysOf(grant)["aws:sourcearn"], grant.name).toMatch(
        /^\$\{\w+\.Arn\}$|:(stateMachine:\*|rule\/\*|alarm:\*|event-bus\/gumshoe)$/,
      );
    // Every exception is still one.
    for (const { grant, because } of withoutSource) {
      const matching = services.filter(({ name }) => grant.test(name));
      expect(
        matching.map((one) => keysOf(one)["aws:sourcearn"]),
        because,
      ).toEqual(matching.map(() => undefined));
      expect(matching, because).not.toEqual([]);
    }
  });

  it("is named: nothing is open to everybody", () => {
    expect(grants.filter(({ who }) => who === "*")).toEqual([]);
  });
});

describe("the fields of a finding that belong to people", () => {
  // docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html (read 2026-11-20):
  // keys of one condition must hold together, so that each field needs a statement of its own; leaves, not their parents.
  it.each([
    "ASFFSyntaxPath/Confidence",
    "ASFFSyntaxPath/Criticality",
    "ASFFSyntaxPath/RelatedFindings",
    "ASFFSyntaxPath/Severity.Label",
    "ASFFSyntaxPath/Severity.Normalized",
    "ASFFSyntaxPath/Severity.Product",
    "ASFFSyntaxPath/Types",
    "ASFFSyntaxPath/VerificationState",
    "ASFFSyntaxPath/Workflow.Status",
    "OCSFSyntaxPath/Comment",
    "OCSFSyntaxPath/SeverityId",
    "OCSFSyntaxPath/StatusId",
  ])("such as %s are denied to enrich", (field) => {
    expect(statements).toContainEqual({
      role: "FunctionsenrichRole",
      effect: "Deny",
      actions: ["securityhub:BatchUpdateFindings"],
      resources: ["*"],
      condition: { Null: { [`securityhub:${field}`]: "false" } },
    });
  });
});
