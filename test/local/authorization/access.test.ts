import { expect, it } from "vitest";
import { type ApiCall, accessesOf } from "#local/authorization/access.ts";
import { secretArn } from "#local/services/secrets-manager/secrets.ts";

const place = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const call = (service: string, operation: string, input: object = {}): ApiCall => ({ service, operation, input });

it.each<[ApiCall, action: string, resources: string[]]>([
  [call("SQS", "SendMessageBatch", { QueueUrl: "http://x/111122223333/q" }), "sqs:SendMessage", [arn("sqs", "q")]],
  [call("DynamoDB", "GetItem", { TableName: "t" }), "dynamodb:GetItem", [arn("dynamodb", "table/t")]],
  [
    call("DynamoDB", "Query", { TableName: "t", IndexName: "i" }),
    "dynamodb:Query",
    [arn("dynamodb", "table/t/index/i")],
  ],
  [
    call("DynamoDB", "BatchGetItem", { RequestItems: { t: {}, u: {} } }),
    "dynamodb:BatchGetItem",
    [arn("dynamodb", "table/t"), arn("dynamodb", "table/u")],
  ],
  [call("SFN", "StartExecution", { stateMachineArn: "arn:m" }), "states:StartExecution", ["arn:m"]],
  [call("SFN", "DescribeExecution", { executionArn: "arn:e" }), "states:DescribeExecution", ["arn:e"]],
  [call("Lambda", "Invoke", { FunctionName: "f" }), "lambda:InvokeFunction", [arn("lambda", "function:f")]],
  [call("Lambda", "Invoke", { FunctionName: "arn:f" }), "lambda:InvokeFunction", ["arn:f"]],
  [call("Detective", "ListGraphs"), "detective:ListGraphs", ["*"]],
  [call("Detective", "GetInvestigation", { GraphArn: "arn:g" }), "detective:GetInvestigation", ["arn:g"]],
  [call("GuardDuty", "ListDetectors"), "guardduty:ListDetectors", ["*"]],
  [call("GuardDuty", "GetDetector", { DetectorId: "d" }), "guardduty:GetDetector", [arn("guardduty", "detector/d")]],
  [call("SecurityHub", "GetFindings"), "securityhub:GetFindings", [arn("securityhub", "hub/default")]],
  [
    call("EventBridge", "PutEvents", { Entries: [{ EventBusName: "b" }, { EventBusName: "b" }, {}] }),
    "events:PutEvents",
    [arn("events", "event-bus/b"), arn("events", "event-bus/default")],
  ],
  [call("IAM", "GetRole", { RoleName: "r" }), "iam:GetRole", ["arn:aws:iam::111122223333:role/r"]],
  [call("IAM", "GetUser", { UserName: "u" }), "iam:GetUser", ["arn:aws:iam::111122223333:user/u"]],
  [
    call("IAM", "GetInstanceProfile", { InstanceProfileName: "p" }),
    "iam:GetInstanceProfile",
    ["arn:aws:iam::111122223333:instance-profile/p"],
  ],
  [call("SNS", "Publish", { TopicArn: "arn:t" }), "sns:Publish", ["arn:t"]],
  [call("SNS", "Publish", { TargetArn: "arn:t" }), "sns:Publish", ["arn:t"]],
  [call("SecretsManager", "GetSecretValue", { SecretId: "arn:s" }), "secretsmanager:GetSecretValue", ["arn:s"]],
  [
    call("SecretsManager", "GetSecretValue", { SecretId: "keys" }),
    "secretsmanager:GetSecretValue",
    [secretArn("aws", place, "keys")],
  ],
  [call("S3", "PutObject", { Bucket: "b", Key: "a/b" }), "s3:PutObject", ["arn:aws:s3:::b/a/b"]],
  [call("S3", "GetObject", { Bucket: "b", Key: "k" }), "s3:GetObject", ["arn:aws:s3:::b/k"]],
  [call("S3", "HeadObject", { Bucket: "b", Key: "k" }), "s3:GetObject", ["arn:aws:s3:::b/k"]],
  [call("S3", "DeleteObject", { Bucket: "b", Key: "k" }), "s3:DeleteObject", ["arn:aws:s3:::b/k"]],
  [call("S3", "ListObjectsV2", { Bucket: "b" }), "s3:ListBucket", ["arn:aws:s3:::b"]],
  [call("S3", "HeadBucket", { Bucket: "b" }), "s3:ListBucket", ["arn:aws:s3:::b"]],
  [call("S3", "ListBuckets"), "s3:ListAllMyBuckets", ["*"]],
  [call("STS", "AssumeRole", { RoleArn: "arn:r" }), "sts:AssumeRole", ["arn:r"]],
  [call("STS", "GetCallerIdentity"), "sts:GetCallerIdentity", ["*"]],
])("accessesOf(%j) asks for %s on %j", (given, action, resources) => {
  expect(accessesOf(given, place)).toEqual(resources.map((resource) => ({ action, resource, keys: {} })));
});

it("accessesOf() tells the fields of an update of findings", () => {
  const update = {
    FindingIdentifiers: [{ Id: "i", ProductArn: "p" }],
    Note: { Text: "t", UpdatedBy: "gumshoe" },
    UserDefinedFields: { investigate: "complete", a: "b" },
    Workflow: { Status: "SUPPRESSED" },
    Severity: { Label: "LOW", Normalized: 1 },
    Types: ["one", "two"],
    Confidence: 3,
  };
  const [access] = accessesOf(call("SecurityHub", "BatchUpdateFindings", update), place);
  expect(access?.keys).toEqual({
    "securityhub:ASFFSyntaxPath/Note.Text": ["t"],
    "securityhub:ASFFSyntaxPath/Note.UpdatedBy": ["gumshoe"],
    "securityhub:ASFFSyntaxPath/UserDefinedFields.key": ["investigate", "a"],
    "securityhub:ASFFSyntaxPath/UserDefinedFields.value": ["complete", "b"],
    "securityhub:ASFFSyntaxPath/Workflow.Status": ["SUPPRESSED"],
    "securityhub:ASFFSyntaxPath/Severity.Label": ["LOW"],
    "securityhub:ASFFSyntaxPath/Severity.Normalized": ["1"],
    "securityhub:ASFFSyntaxPath/Types": ["one", "two"],
    "securityhub:ASFFSyntaxPath/Confidence": ["3"],
  });
});

it("accessesOf() tells the fields of an update in the newer format, which is the same action", () => {
  const [access] = accessesOf(
    call("SecurityHub", "BatchUpdateFindingsV2", { MetadataUids: ["u"], StatusId: 4 }),
    place,
  );
  expect(access).toMatchObject({
    action: "securityhub:BatchUpdateFindings",
    keys: { "securityhub:OCSFSyntaxPath/StatusId": ["4"] },
  });
});

it("accessesOf() tells what of a call to S3 and Secrets Manager a policy can ask for", () => {
  const keysOf = (given: ApiCall) => accessesOf(given, place).map(({ keys }) => keys);
  const put = { Bucket: "b", Key: "k", IfNoneMatch: "*", ServerSideEncryption: "aws:kms", SSEKMSKeyId: "arn:k" };
  expect(keysOf(call("S3", "PutObject", put))).toEqual([
    {
      "s3:if-none-match": "*",
      "s3:x-amz-server-side-encryption": "aws:kms",
      "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:k",
    },
  ]);
  expect(keysOf(call("S3", "ListObjectsV2", { Bucket: "b", Prefix: "r/", MaxKeys: 2 }))).toEqual([
    { "s3:prefix": "r/", "s3:max-keys": "2" },
  ]);
  expect(keysOf(call("SecretsManager", "GetSecretValue", { SecretId: "arn:s", VersionStage: "AWSPREVIOUS" }))).toEqual([
    { "secretsmanager:VersionStage": "AWSPREVIOUS" },
  ]);
});

it.each(["NoSuchKey", "NotFound"])("accessesOf() asks for the bucket, too, where S3 says %s", (error) => {
  const missed = { ...call("S3", "GetObject", { Bucket: "b", Key: "k" }), error };
  const asked = accessesOf(missed, place).map(({ action, resource }) => `${action} ${resource}`);
  expect(asked).toEqual(["s3:GetObject arn:aws:s3:::b/k", "s3:ListBucket arn:aws:s3:::b"]);
  const lost = { ...call("S3", "PutObject", { Bucket: "b", Key: "k" }), error };
  expect(accessesOf(lost, place)).toHaveLength(1);
});
