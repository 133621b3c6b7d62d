import { describe, expect, it } from "vitest";
import { type AccessRequest, roleKeys, serviceKeys } from "#local/authorization/access-request.ts";
import { decide, type Policies } from "#local/authorization/decide.ts";
import { readPolicy } from "#local/authorization/statement.ts";

const role = "arn:aws:iam::111122223333:role/reader";
const queue = "arn:aws:sqs:eu-west-1:111122223333:intake";
const rule = "arn:aws:events:eu-west-1:111122223333:rule/imported";
const asked = (over: Partial<AccessRequest> = {}): AccessRequest => ({
  principal: { kind: "role", arn: role },
  action: "sqs:SendMessage",
  resource: queue,
  keys: roleKeys(role),
  ...over,
});
const byRule = (over: Partial<AccessRequest> = {}) =>
  asked({
    principal: { kind: "service", name: "events.amazonaws.com" },
    keys: serviceKeys("events.amazonaws.com", rule),
    ...over,
  });
const allow = (over: object = {}) => ({ Effect: "Allow", Action: "sqs:SendMessage", Resource: queue, ...over });
const deny = (over: object = {}) => ({ ...allow(over), Effect: "Deny" });
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const events = { Principal: { Service: "events.amazonaws.com" } };

const allows = (
  request: AccessRequest,
  identity: readonly object[],
  resource: readonly object[] = [],
  more: Policies = {},
) =>
  decide(request, {
    identity: readPolicy({ Statement: identity }),
    resource: readPolicy({ Statement: resource }),
    ...more,
  }).allowed;

describe("decide(), of what a role may do,", () => {
  it.each<[string, boolean, readonly object[]]>([
    ["denies what nothing allows", false, []],
    ["allows what a statement allows", true, [allow()]],
    ["takes actions in any case", true, [allow({ Action: "SQS:sendmessage" })]],
    ["takes one of several actions", true, [allow({ Action: ["sqs:ReceiveMessage", "sqs:SendMessage"] })]],
    ["denies another action", false, [allow({ Action: "sqs:ReceiveMessage" })]],
    ["takes wildcards in actions", true, [allow({ Action: "sqs:Send*" })]],
    ["takes a wildcard of one character", true, [allow({ Action: "sqs:SendMess?ge" })]],
    ["does not take a dot for a wildcard", false, [allow({ Resource: queue.replace("intake", "i.take") })]],
    ["denies a longer action than is named", false, [allow({ Action: "sqs:Send" })]],
    ["denies another resource", false, [allow({ Resource: `${queue}-2` })]],
    ["takes resources as they are written", false, [allow({ Resource: queue.toUpperCase() })]],
    ["takes wildcards in resources", true, [allow({ Resource: "arn:aws:sqs:*:111122223333:*" })]],
    ["allows all but the exceptions", true, [allow({ Action: undefined, NotAction: "sqs:Delete*" })]],
    ["does not allow the exceptions", false, [allow({ Action: undefined, NotAction: "sqs:Send*" })]],
    ["allows all resources but the exceptions", true, [allow({ Resource: undefined, NotResource: `${queue}-2` })]],
    ["does not allow excepted resources", false, [allow({ Resource: undefined, NotResource: queue })]],
    ["lets a denial win", false, [allow(), deny()]],
    ["lets a denial win wherever it stands", false, [deny({ Action: "*", Resource: "*" }), allow()]],
    ["passes over a denial of something else", true, [allow(), deny({ Resource: `${queue}-2` })]],
  ])("%s", (_what, allowed, statements) => {
    expect(allows(asked(), JSON.parse(JSON.stringify(statements)))).toBe(allowed);
  });
});

describe("decide(), of a condition,", () => {
  const key = "aws:PrincipalAccount";
  it.each<[operator: string, key: string, wanted: unknown, allowed: boolean]>([
    ["StringEquals", key, "111122223333", true],
    ["StringEquals", key, ["9", "111122223333"], true],
    ["StringEquals", "AWS:principalACCOUNT", "111122223333", true],
    ["StringEquals", key, "1111*", false],
    ["StringEquals", "aws:PrincipalOrgID", "o-1", false],
    ["StringEqualsIfExists", "aws:PrincipalOrgID", "o-1", true],
    ["StringEqualsIfExists", key, "9", false],
    ["StringNotEquals", key, "9", true],
    ["StringNotEquals", key, ["9", "111122223333"], false],
    ["StringNotEquals", "aws:PrincipalOrgID", "o-1", true],
    ["StringEqualsIgnoreCase", "aws:PrincipalArn", role.toUpperCase(), true],
    ["StringLike", key, "1111*", true],
    ["StringNotLike", key, "1111*", false],
    ["ArnLike", "aws:PrincipalArn", "arn:*:iam::*:role/*", true],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam:*", false],
    ["ArnEquals", "aws:PrincipalArn", "*", true],
    ["ArnNotEquals", "aws:PrincipalArn", role, false],
    ["Bool", "aws:SecureTransport", true, true],
    ["Bool", "aws:SecureTransport", "false", false],
    ["NumericEquals", "s3:TlsVersion", 1.2, true],
    ["NumericLessThan", "s3:TlsVersion", "1.2", false],
    ["NumericLessThan", "s3:TlsVersion", "1.3", true],
    ["NumericLessThan", "absent", "1.3", false],
    ["NumericLessThanEquals", "s3:TlsVersion", "1.2", true],
    ["NumericGreaterThan", "s3:TlsVersion", "1.2", false],
    ["NumericGreaterThanEquals", "s3:TlsVersion", "1.2", true],
    ["Null", key, "false", true],
    ["Null", key, true, false],
    ["Null", "aws:PrincipalOrgID", "true", true],
    ["Null", "aws:PrincipalOrgID", false, false],
    ["ForAnyValue:StringEquals", "team", "blue", true],
    ["ForAnyValue:StringEquals", "absent", "blue", false],
    ["ForAllValues:StringEquals", "team", "blue", false],
    ["ForAllValues:StringEquals", "team", ["blue", "red"], true],
    ["ForAllValues:StringEquals", "absent", "blue", true],
  ])("%s of %s on %j: %j", (operator, name, wanted, allowed) => {
    const keys = { ...roleKeys(role), team: ["red", "blue"], "s3:TlsVersion": "1.2" };
    expect(allows(asked({ keys }), [allow(when(operator, name, wanted))])).toBe(allowed);
  });

  it("wants all of them to hold", () => {
    const both = { StringEquals: { [key]: "111122223333", "aws:PrincipalArn": "other" } };
    expect(allows(asked(), [allow({ Condition: both })])).toBe(false);
  });
});

describe("decide(), of a resource's policy,", () => {
  const root = { AWS: "arn:aws:iam::111122223333:root" };
  it.each<[string, boolean, AccessRequest, readonly object[], readonly object[], Policies?]>([
    ["lets a service in that it names", true, byRule(), [], [allow(events)]],
    ["denies another service", false, byRule(), [], [allow({ Principal: { Service: "sns.amazonaws.com" } })]],
    ["does not take a role's policy for a service", false, byRule(), [allow()], []],
    [
      "holds a service to its source",
      true,
      byRule(),
      [],
      [allow({ ...events, ...when("ArnEquals", "aws:SourceArn", rule) })],
    ],
    [
      "denies another source",
      false,
      byRule(),
      [],
      [allow({ ...events, ...when("ArnEquals", "aws:SourceArn", `${rule}-2`) })],
    ],
    [
      "denies another account",
      false,
      byRule(),
      [],
      [allow({ ...events, ...when("StringEquals", "aws:SourceAccount", "444455556666") })],
    ],
    ["lets a role in by name", true, asked(), [], [allow({ Principal: { AWS: role } })]],
    ["denies a role it does not name", false, asked(), [], [allow({ Principal: { AWS: `${role}-2` } })]],
    ["leaves a role of the account to the role's policies", false, asked(), [], [allow({ Principal: root })]],
    ["denies everyone what it denies to all", false, asked(), [allow()], [deny({ Principal: "*" })]],
    [
      "denies plain HTTP",
      false,
      byRule({ keys: { ...serviceKeys("events.amazonaws.com", rule), "aws:SecureTransport": "false" } }),
      [],
      [allow(events), deny({ Principal: { AWS: "*" }, ...when("Bool", "aws:SecureTransport", "false") })],
    ],
    ["of a key, must allow what the role may", false, asked(), [allow()], [], { resourceDecides: true }],
    [
      "of a key, may leave it to the account",
      true,
      asked(),
      [allow()],
      [allow({ Principal: root })],
      { resourceDecides: true },
    ],
    [
      "of a key, alone does not do for the account",
      false,
      asked(),
      [],
      [allow({ Principal: root })],
      { resourceDecides: true },
    ],
  ])("%s", (_what, allowed, request, identity, resource, more) => {
    expect(allows(request, identity, resource, more)).toBe(allowed);
  });
});

it("decide() takes the statement with the most conditions of those that allow", () => {
  const [wide, narrow] = [allow(), allow(when("StringEquals", "aws:PrincipalAccount", "111122223333"))];
  const identity = readPolicy({ Statement: [wide, narrow] });
  expect(decide(asked(), { identity })).toEqual({ allowed: true, by: [identity[1]] });
});

describe("readPolicy() refuses", () => {
  it.each<[string, object, string]>([
    ["a policy without statements", { Version: "2012-10-17" }, "it has no Statement"],
    ["an unknown operator", { Statement: allow(when("DateLessThan", "aws:CurrentTime", "x")) }, '"DateLessThan"'],
    [
      "an unknown operator of a set",
      { Statement: allow(when("ForAnyValue:IpAddress", "aws:SourceIp", "x")) },
      "IpAddress",
    ],
    ["what it does not know", { Statement: { ...allow(), NotPrincipal: "*" } }, '"NotPrincipal"'],
    ["an unknown effect", { Statement: { ...allow(), Effect: "Maybe" } }, '"Maybe"'],
    ["both an action and its exceptions", { Statement: { ...allow(), NotAction: "sqs:*" } }, "NotAction"],
    ["a variable in a resource", { Statement: allow({ Resource: "arn:aws:s3:::${aws:username}" }) }, "aws:username"],
    ["a variable in a condition", { Statement: allow(when("StringEquals", "a", "${aws:username}")) }, "aws:username"],
  ])("%s, by name", (_what, document, told) => {
    expect(() => readPolicy(document)).toThrow(told);
  });
});
