import { expect, it } from "vitest";
import { roleKeys } from "#local/authorization/access-request.ts";
import { keyRequests } from "#local/authorization/key-requests.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const [queue, table, key] = [arn("sqs", "q"), arn("dynamodb", "table/t"), arn("kms", "key/k")];
const role = "arn:aws:iam::111122223333:role/r";
const parts = {
  Key: { type: "AWS::KMS::Key", ref: "k", arn: key, properties: {} },
  Queue: { type: "AWS::SQS::Queue", ref: "u", arn: queue, properties: { KmsMasterKeyId: key } },
  Plain: { type: "AWS::SQS::Queue", ref: "v", arn: `${queue}2`, properties: { SqsManagedSseEnabled: true } },
  Managed: { type: "AWS::SQS::Queue", ref: "w", arn: `${queue}3`, properties: { KmsMasterKeyId: "alias/aws/sqs" } },
  Table: {
    type: "AWS::DynamoDB::Table",
    ref: "t",
    arn: table,
    properties: { SSESpecification: { KMSMasterKeyId: "k" } },
  },
};

it.each<[action: string, resource: string, asked: string[]]>([
  ["sqs:SendMessage", queue, ["kms:GenerateDataKey", "kms:Decrypt"]],
  ["sqs:ReceiveMessage", queue, ["kms:Decrypt"]],
  ["sqs:DeleteMessage", queue, []],
  ["sqs:SendMessage", `${queue}2`, []],
  ["sqs:SendMessage", `${queue}3`, []],
  ["dynamodb:GetItem", table, ["kms:Decrypt"]],
  ["dynamodb:Query", `${table}/index/i`, ["kms:Decrypt"]],
  ["detective:ListGraphs", "*", []],
])("keyRequests() for %s on %s are %j", (action, resource, asked) => {
  const request = { principal: { kind: "role", arn: role } as const, action, resource, keys: roleKeys(role) };
  const via = `${action.split(":")[0]}.eu-west-1.amazonaws.com`;
  const keys = { ...request.keys, "kms:ViaService": via };
  expect(keyRequests(request, { parts })).toEqual(
    asked.map((one) => ({ ...request, action: one, resource: key, keys })),
  );
});
