import type { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();
const ours = "${EncryptionKey.Arn}";

/** The key that each resource of the stack is encrypted with; none stands for what AWS takes unasked. */
function keysIn(settings: Properties): Readonly<Record<string, unknown>> {
  const found = Object.entries({
    "AWS::SQS::Queue": "KmsMasterKeyId",
    "AWS::DynamoDB::Table": "SSESpecification",
    "AWS::Logs::LogGroup": "KmsKeyId",
    "AWS::Events::EventBus": "KmsKeyIdentifier",
    "AWS::SNS::Topic": "KmsMasterKeyId",
    "AWS::S3::Bucket": "BucketEncryption",
  }).flatMap(([type, property]) =>
    Object.entries(resourcesOf(aTemplate(settings), type)).map(([id, properties]) => [
      id,
      readable(properties[property]),
    ]),
  );
  return Object.fromEntries(found);
}

describe("the key", () => {
  it("is turned over every year, and outlives the stack with what it encrypts", () => {
    template.resourceCountIs("AWS::KMS::Key", 1);
    template.hasResource("AWS::KMS::Key", {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
  });

  it("encrypts everything that holds findings", () => {
    expect(keysIn({})).toEqual({
      QueuesIntake: ours,
      QueuesDeadLetters: ours,
      StoreTable: { KMSMasterKeyId: ours, SSEEnabled: true, SSEType: "KMS" },
      Bus: ours,
      ReportsBucket: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { KMSMasterKeyID: ours, SSEAlgorithm: "aws:kms" } },
        ],
      },
      AlarmsTopic: ours,
      WorkflowLog: ours,
      ...Object.fromEntries(
        ["ingest", "startorjoin", "check", "enrich", "sweep"].map((name) => [`Functions${name}Log`, ours]),
      ),
    });
  });

  it("trusts AWS services for this account alone", () => {
    const { KeyPolicy } = readable(resourcesOf(template, "AWS::KMS::Key")["EncryptionKey"]) as {
      readonly KeyPolicy: {
        readonly Statement: readonly { readonly Principal: object; readonly Condition?: object }[];
      };
    };
    const services = KeyPolicy.Statement.filter(({ Principal }) => "Service" in Principal);
    expect(services).toHaveLength(5);
    for (const { Condition } of services) expect(JSON.stringify(Condition)).toContain("${AWS::AccountId}");
  });

  it("lets CloudWatch tell of alarms through the stack's own topic, which is encrypted with it", () => {
    const keyOf = (stack: Template) => JSON.stringify(stack.findResources("AWS::KMS::Key"));
    expect(keyOf(template)).toContain("cloudwatch.amazonaws.com");
    const elsewhere = aTemplate({ alarmTopicArn: "arn:aws:sns:eu-west-1:111122223333:on-call" });
    expect(keyOf(elsewhere)).not.toContain("cloudwatch.amazonaws.com");
  });
});

describe("a role", () => {
  it("uses the key through a service alone", () => {
    const policies = Object.values(resourcesOf(template, "AWS::IAM::Policy")).map(
      ({ PolicyDocument }) => PolicyDocument,
    );
    const statements = policies.flatMap((policy) => (readable(policy) as { Statement: Properties[] }).Statement);
    const using = statements.filter(({ Action }) =>
      [Action].flat().some((action) => String(action).startsWith("kms:")),
    );
    expect(using).toHaveLength(11);
    for (const { Resource, Condition } of using) {
      expect(Resource).toBe(ours);
      expect(Condition).toEqual({
        StringLike: {
          "kms:ViaService": expect.stringMatching(/^(sqs|dynamodb|s3)\.\$\{AWS::Region\}\.amazonaws\.com\*$/),
        },
      });
    }
  });
});

describe('encryption: "aws-owned"', () => {
  it("makes no key, asks for none, and never takes the AWS-managed one, which EventBridge may not use", () => {
    const none = aTemplate({ encryption: "aws-owned" });
    expect(JSON.stringify(none.toJSON())).not.toMatch(/kms/i);
    expect(JSON.stringify(none.findResources("AWS::S3::Bucket"))).toContain('"SSEAlgorithm":"AES256"');
    for (const queue of Object.values(resourcesOf(none, "AWS::SQS::Queue")))
      expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
  });
});
