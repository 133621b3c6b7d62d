import { expect, it } from "vitest";
import { roleKeys } from "#local/authorization/access-request.ts";
import { keyRequests } from "#local/authorization/key-requests.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const [queue, table, key] = [arn("sqs", "q"), arn("dynamodb", "table/t"), arn("kms", "key/k")];
const [topic, secret, bucket] = [arn("sns", "t"), arn("secretsmanager", "secret:s-abcdef"), "arn:aws:s3:::b"];
const byDefault = { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } };
const encryption = (rule: object) => ({ BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } });
const role = "arn:aws:iam::111122223333:role/r";
const parts = {
  Key: { type: "AWS::KMS::Key", ref: "k", arn: key, properties: {} },
  Queue: { type: "AWS::SQS::Queue", ref: "u", arn: queue, properties: { KmsMasterKeyId: key } },
  Plain: { type: "AWS::SQS::Queue", ref: "v", arn: `${queue}2`, properties: { SqsManagedSseEnabled: true } },
  Managed: { type: "AWS::SQS::Queue", ref: "w", arn: `${queue}3`, properties: { KmsMasterKeyId: "alias/aws/sqs" } },
  Topic: { type: "AWS::SNS::Topic", ref: topic, arn: topic, properties: { KmsMasterKeyId: "k" } },
  Secret: { type: "AWS::SecretsManager::Secret", ref: secret, arn: secret, properties: { KmsKeyId: key } },
  Bucket: { type: "AWS::S3::Bucket", ref: "b", arn: bucket, properties: encryption(byDefault) },
  Keyed: {
    type: "AWS::S3::Bucket",
    ref: "c",
    arn: "arn:aws:s3:::c",
    properties: encryption({ ...byDefault, BucketKeyEnabled: true }),
  },
  Open: { type: "AWS::S3::Bucket", ref: "d", arn: "arn:aws:s3:::d", properties: {} },
  Table: {
    type: "AWS::DynamoDB::Table",
    ref: "t",
    arn: table,
    properties: { SSESpecification: { KMSMasterKeyId: "k" } },
  },
};

const ofBucket = (of: string) => ({ "kms:EncryptionContext:aws:s3:arn": of });

it.each<[action: string, resource: string, asked: string[], context?: object]>([
  ["sqs:SendMessage", queue, ["kms:GenerateDataKey", "kms:Decrypt"]],
  ["sqs:ReceiveMessage", queue, ["kms:Decrypt"]],
  ["sqs:DeleteMessage", queue, []],
  ["sqs:SendMessage", `${queue}2`, []],
  ["sqs:SendMessage", `${queue}3`, []],
  ["dynamodb:GetItem", table, ["kms:Decrypt"]],
  ["dynamodb:Query", `${table}/index/i`, ["kms:Decrypt"]],
  ["sns:Publish", topic, ["kms:GenerateDataKey", "kms:Decrypt"]],
  ["secretsmanager:GetSecretValue", secret, ["kms:Decrypt"], { "kms:EncryptionContext:SecretARN": secret }],
  [
    "secretsmanager:PutSecretValue",
    secret,
    ["kms:GenerateDataKey", "kms:Decrypt"],
    { "kms:EncryptionContext:SecretARN": secret },
  ],
  ["secretsmanager:DescribeSecret", secret, []],
  ["s3:PutObject", `${bucket}/r/k`, ["kms:GenerateDataKey"], ofBucket(`${bucket}/r/k`)],
  ["s3:GetObject", `${bucket}/r/k`, ["kms:Decrypt"], ofBucket(`${bucket}/r/k`)],
  ["s3:GetObject", "arn:aws:s3:::c/k", ["kms:Decrypt"], ofBucket("arn:aws:s3:::c")],
  ["s3:ListBucket", bucket, []],
  ["s3:PutObject", "arn:aws:s3:::d/k", []],
  ["detective:ListGraphs", "*", []],
])("keyRequests() for %s on %s are %j", (action, resource, asked, context = {}) => {
  const ofRole = { ...roleKeys(role), "aws:RequestedRegion": "eu-west-1" };
  const request = { principal: { kind: "role", arn: role } as const, action, resource, keys: ofRole };
  const via = `${action.split(":")[0]}.eu-west-1.amazonaws.com`;
  const keys = { ...request.keys, "kms:ViaService": via, ...context };
  expect(keyRequests(request, { parts })).toEqual(
    asked.map((one) => ({ ...request, action: one, resource: key, keys })),
  );
});

it("keyRequests() speak of the key that the request names", () => {
  const keys = { ...roleKeys(role), "s3:x-amz-server-side-encryption-aws-kms-key-id": key };
  const request = { principal: { kind: "role", arn: role } as const, action: "s3:PutObject", keys };
  expect(keyRequests({ ...request, resource: "arn:aws:s3:::d/k" }, { parts })).toMatchObject([{ resource: key }]);
});
