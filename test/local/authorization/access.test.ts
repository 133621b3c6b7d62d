import { expect, it } from "vitest";
import { type ApiCall, accessesOf } from "#local/authorization/access.ts";

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
