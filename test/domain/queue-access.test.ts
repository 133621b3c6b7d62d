import { describe, expect, it } from "vitest";
import { ruleMaySend } from "#domain/queue-access.ts";

const queue = "arn:aws:sqs:eu-west-1:111122223333:intake";
const rule = "arn:aws:events:eu-west-1:111122223333:rule/imported";
const allow = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
  Resource: queue,
  Condition: { ArnEquals: { "aws:SourceArn": rule } },
};
const overTlsOnly = {
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "sqs:*",
  Resource: queue,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("ruleMaySend()", () => {
  it.each([
    ["the rule is allowed, over TLS only", [allow, overTlsOnly], true],
    [
      "the account is allowed",
      [{ ...allow, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }],
      true,
    ],
    [
      "everybody is allowed everything",
      { ...allow, Principal: "*", Action: "*", Resource: "*", Condition: undefined },
      true,
    ],
    ["a condition is not known", { ...allow, Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } }, true],
    ["another rule is allowed", [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": `${rule}2` } } }], false],
    ["another service is allowed", [{ ...allow, Principal: { Service: "sns.amazonaws.com" } }], false],
    ["receiving is allowed", [{ ...allow, Action: "sqs:ReceiveMessage" }], false],
    ["another queue is meant", [{ ...allow, Resource: `${queue}2` }], false],
    ["all is denied", [allow, { ...overTlsOnly, Condition: {} }], false],
    ["there is no statement", [], false],
  ])("is right when %s", (_, Statement, may) => {
    expect(ruleMaySend(JSON.stringify({ Statement }), queue, rule)).toBe(may);
  });

  it.each([undefined, "", "{", "[]"])("says no to the policy %j", (policy) => {
    expect(ruleMaySend(policy, queue, rule)).toBe(false);
  });
});
