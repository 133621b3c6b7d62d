import { describe, expect, it } from "vitest";
import { keyTroubles } from "#infra/checks/key-access.ts";
import type { TemplateJson } from "#infra/checks/resource.ts";
import { aTemplate } from "../a-stack.ts";

interface Properties {
  [name: string]: unknown;
  KeyPolicy?: {
    Statement: { Principal: unknown; Action: unknown; Condition?: { ArnLike?: Record<string, unknown> } }[];
  };
}

const everything = { directGuardDuty: true, findingsV2: true, webhookUrl: "https://hooks.example.com/gumshoe" };

/** Template with something changed in every resource of a type. */
function changed(type: string, change: (properties: Properties) => void): TemplateJson {
  const template: TemplateJson = structuredClone(aTemplate().toJSON());
  for (const resource of Object.values(template.Resources ?? {}))
    if (resource.Type === type) change(resource.Properties as Properties);
  return template;
}

const forEventBridge = (statement: { Principal: unknown }) => JSON.stringify(statement.Principal).includes("events.");

/** The template as CDK would have it: whoever sends to the intake queue may, the dead-letter queue is forgotten. */
function withDeadLetterKey(): TemplateJson {
  const template = changed("AWS::SQS::Queue", (queue) => {
    if (queue["RedrivePolicy"] === undefined) queue["KmsMasterKeyId"] = { "Fn::GetAtt": ["DeadLetterKey", "Arn"] };
  });
  const KeyPolicy = { Statement: [{ Effect: "Allow", Principal: { AWS: "root" }, Action: "kms:*", Resource: "*" }] };
  const DeadLetterKey = { Type: "AWS::KMS::Key", Properties: { KeyPolicy } };
  return { Resources: { ...template.Resources, DeadLetterKey } };
}

const withAlarm = (Statement: object[]): TemplateJson => ({
  Resources: {
    Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy: { Statement } } },
    Topic: { Type: "AWS::SNS::Topic", Properties: { KmsMasterKeyId: { "Fn::GetAtt": ["Key", "Arn"] } } },
    Alarm: { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmActions: [{ Ref: "Topic" }] } },
  },
});

describe("keyTroubles()", () => {
  it.each([{}, everything, { encryption: "aws-owned" }])("finds none in the stack with %j", (settings) => {
    expect(keyTroubles(aTemplate(settings).toJSON())).toEqual([]);
  });

  it.each([
    {
      what: "queues with the AWS-managed key, whose policy nobody can change (aws-cdk#30549)",
      template: changed("AWS::SQS::Queue", (queue) => {
        queue["KmsMasterKeyId"] = "alias/aws/sqs";
      }),
      says: "rule RoutesImported cannot write to QueuesIntake: its key is alias/aws/sqs, one of this stack is wanted",
    },
    {
      what: "a dead-letter queue whose key nobody thought of (aws-cdk#33169)",
      template: withDeadLetterKey(),
      says: "rule RoutesImported cannot write to QueuesDeadLetters: the key denies kms:GenerateDataKey to events.amazonaws.com",
    },
    {
      what: "a key without a word for EventBridge",
      template: changed("AWS::KMS::Key", ({ KeyPolicy }) => {
        if (KeyPolicy) KeyPolicy.Statement = KeyPolicy.Statement.filter((one) => !forEventBridge(one));
      }),
      says: "bus Bus cannot write to Bus: the key denies kms:Decrypt to events.amazonaws.com",
    },
    {
      what: "a key that lets EventBridge decrypt and no more",
      template: changed("AWS::KMS::Key", ({ KeyPolicy }) => {
        for (const one of KeyPolicy?.Statement ?? []) if (forEventBridge(one)) one.Action = "kms:Decrypt";
      }),
      says: "rule WorkflowFailed cannot write to QueuesDeadLetters: the key denies kms:GenerateDataKey to events.amazonaws.com",
    },
    {
      what: "a condition that no rule meets",
      template: changed("AWS::KMS::Key", ({ KeyPolicy }) => {
        for (const { Condition } of KeyPolicy?.Statement ?? [])
          if (Condition?.ArnLike?.["aws:SourceArn"])
            Condition.ArnLike["aws:SourceArn"] = "arn:aws:events:*:*:event-bus/*";
      }),
      says: "rule RoutesCustomAction cannot write to QueuesIntake: the key denies kms:Decrypt to events.amazonaws.com",
    },
    {
      what: "a log group under a name that the key does not know",
      template: changed("AWS::Logs::LogGroup", (group) => {
        group["LogGroupName"] = "/aws/lambda/check";
      }),
      says: "CloudWatch Logs cannot write to FunctionscheckLog: the key denies kms:Encrypt to logs.${AWS::Region}.${AWS::URLSuffix}",
    },
    {
      what: "a topic that alarms cannot reach",
      template: withAlarm([]),
      says: "alarm Alarm cannot write to Topic: the key denies kms:Decrypt to cloudwatch.amazonaws.com",
    },
  ])("finds $what", ({ template, says }) => {
    expect(keyTroubles(template)).toContain(says);
  });

  it("heeds a denial, and takes an operator it does not know for one that never holds", () => {
    const allow = { Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "kms:*" };
    expect(keyTroubles(withAlarm([allow]))).toEqual([]);
    expect(keyTroubles(withAlarm([allow, { ...allow, Effect: "Deny" }]))).toHaveLength(2);
    expect(keyTroubles(withAlarm([{ ...allow, Condition: { Null: { "aws:SourceArn": "false" } } }]))).toHaveLength(2);
  });
});
