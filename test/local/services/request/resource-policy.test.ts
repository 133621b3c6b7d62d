import { describe, expect, it } from "vitest";
import { compilePolicy } from "#local/services/request/resource-policy.ts";
import { anSqs } from "../sqs/an-sqs.ts";

const queueArn = "arn:aws:sqs:eu-central-1:111122223333:queue";
const ruleArn = "arn:aws:events:eu-central-1:111122223333:rule/r";
const fromRule = {
  action: "sqs:SendMessage",
  resource: queueArn,
  principalService: "events.amazonaws.com",
  sourceArn: ruleArn,
};
const allow = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: queueArn,
};
const denyPlain = {
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "sqs:*",
  Resource: queueArn,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const table: [string, object[], boolean][] = [
  ["nothing", [], false],
  ["an allowance", [allow], true],
  ["an allowance beside a denial of plain HTTP", [allow, denyPlain], true],
  ["an allowance for this rule", [{ ...allow, Condition: { ArnEquals: { "aws:SourceArn": ruleArn } } }], true],
  [
    "an allowance for rules like it",
    [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": [`${ruleArn}?`, "arn:aws:events:*:*:rule/*"] } } }],
    true,
  ],
  [
    "an allowance for another rule",
    [{ ...allow, Condition: { ArnEquals: { "aws:SourceArn": `${ruleArn}2` } } }],
    false,
  ],
  ["an allowance for another service", [{ ...allow, Principal: { Service: "sns.amazonaws.com" } }], false],
  ["an allowance to receive", [{ ...allow, Action: ["sqs:ReceiveMessage"] }], false],
  ["an allowance for another queue", [{ ...allow, Resource: `${queueArn}2` }], false],
  [
    "an allowance for this account",
    [{ ...allow, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }],
    true,
  ],
  [
    "an allowance under an unknown key",
    [{ ...allow, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
    false,
  ],
  [
    "a denial for all but this rule",
    [allow, { ...denyPlain, Condition: { ArnNotEquals: { "aws:SourceArn": ruleArn } } }],
    true,
  ],
  ["a denial for everyone", [allow, { ...denyPlain, Condition: undefined }], false],
];

it.each(table)("compilePolicy() decides %s", (_what, Statement, allowed) => {
  expect(compilePolicy(JSON.stringify({ Statement }))?.(fromRule)).toBe(allowed);
});

it.each([
  ["no JSON", "{"],
  ["no statements", "{}"],
  ["NotPrincipal", JSON.stringify({ Statement: { ...allow, Principal: undefined, NotPrincipal: "*" } })],
  [
    "an unknown operator",
    JSON.stringify({ Statement: { ...allow, Condition: { DateLessThan: { "aws:CurrentTime": "x" } } } }),
  ],
])("compilePolicy() answers nothing for %s", (_what, text) => {
  expect(compilePolicy(text)).toBeUndefined();
});

describe("allows()", () => {
  it("follows the queue's policy, and says no without one", () => {
    const { on, sqs } = anSqs();
    const ask = (arn = queueArn) => sqs.allows(arn, "events.amazonaws.com", ruleArn);
    expect([ask(), ask("arn:aws:sqs:eu-central-1:111122223333:none")]).toEqual([false, false]);
    on("SetQueueAttributes", { Attributes: { Policy: JSON.stringify({ Statement: [allow] }) } });
    expect(ask()).toBe(true);
    on("SetQueueAttributes", { Attributes: { Policy: "" } });
    expect(ask()).toBe(false);
  });
});
