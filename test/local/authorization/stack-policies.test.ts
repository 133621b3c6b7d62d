import { describe, expect, it } from "vitest";
import { policiesOf } from "#local/authorization/stack-policies.ts";

const roleArn = "arn:aws:iam::111122223333:role/reader";
const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:sweep";
const document = { Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }] };
const part = (type: string, properties: object, ref = "it", arn?: string) => ({
  type,
  ref,
  ...(arn !== undefined && { arn }),
  properties: { ...properties },
});
const role = (properties: object) => part("AWS::IAM::Role", properties, "reader", roleArn);

describe("policiesOf()", () => {
  it.each<[string, Parameters<typeof policiesOf>[0]["parts"], object[]]>([
    [
      "the policies of roles",
      {
        Role: role({ AssumeRolePolicyDocument: "trust" }),
        P: part("AWS::IAM::Policy", { Roles: ["reader"], PolicyDocument: document }),
      },
      [
        { id: "Role/0", kind: "trust", of: roleArn, document: "trust" },
        { id: "P/0", kind: "identity", of: roleArn, document },
      ],
    ],
    [
      "those within a role",
      { Role: role({ AssumeRolePolicyDocument: "trust", Policies: [{ PolicyName: "p", PolicyDocument: document }] }) },
      [
        { id: "Role/0", kind: "trust", of: roleArn, document: "trust" },
        { id: "Role/1", kind: "identity", of: roleArn, document },
      ],
    ],
    [
      "those of queues",
      {
        Queue: part("AWS::SQS::Queue", {}, "https://q", "arn:aws:sqs:::q"),
        P: part("AWS::SQS::QueuePolicy", { Queues: ["https://q"], PolicyDocument: document }),
      },
      [{ id: "P/0", kind: "resource", of: "arn:aws:sqs:::q", document }],
    ],
    [
      "those of keys and topics",
      {
        Key: part("AWS::KMS::Key", { KeyPolicy: document }, "k", "arn:aws:kms:::key/k"),
        P: part("AWS::SNS::TopicPolicy", { Topics: ["arn:aws:sns:::t"], PolicyDocument: document }),
      },
      [
        { id: "Key/0", kind: "resource", of: "arn:aws:kms:::key/k", document },
        { id: "P/0", kind: "resource", of: "arn:aws:sns:::t", document },
      ],
    ],
    [
      "those of buckets",
      {
        Bucket: part("AWS::S3::Bucket", {}, "b", "arn:aws:s3:::b"),
        P: part("AWS::S3::BucketPolicy", { Bucket: "b", PolicyDocument: document }),
      },
      [{ id: "P/0", kind: "resource", of: "arn:aws:s3:::b", document }],
    ],
    [
      "permissions of functions, as statements",
      {
        F: part("AWS::Lambda::Function", {}, "sweep", functionArn),
        P: part("AWS::Lambda::Permission", {
          Action: "lambda:InvokeFunction",
          FunctionName: "sweep",
          Principal: "events.amazonaws.com",
          SourceArn: "arn:aws:events:::rule/r",
          SourceAccount: "111122223333",
        }),
      },
      [
        {
          id: "P/0",
          kind: "resource",
          of: functionArn,
          document: {
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "events.amazonaws.com" },
                Action: "lambda:InvokeFunction",
                Resource: functionArn,
                Condition: {
                  ArnLike: { "AWS:SourceArn": "arn:aws:events:::rule/r" },
                  StringEquals: { "AWS:SourceAccount": "111122223333" },
                },
              },
            ],
          },
        },
      ],
    ],
  ])("reads %s", (_what, parts, wanted) => {
    expect(policiesOf({ parts })).toEqual(wanted);
  });

  it.each<[string, Parameters<typeof policiesOf>[0]["parts"], string]>([
    [
      "a managed policy",
      { Role: role({ ManagedPolicyArns: ["arn:aws:iam::aws:policy/X"] }) },
      "arn:aws:iam::aws:policy/X",
    ],
    [
      "a policy of an unknown kind",
      { R: part("AWS::SecretsManager::ResourcePolicy", { ResourcePolicy: document }) },
      "AWS::SecretsManager::ResourcePolicy",
    ],
    ["a policy of nobody", { P: part("AWS::IAM::Policy", { Roles: ["gone"], PolicyDocument: document }) }, '"gone"'],
  ])("refuses %s, by name", (_what, parts, told) => {
    expect(() => policiesOf({ parts })).toThrow(told);
  });
});
