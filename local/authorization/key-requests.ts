import { memberOf } from "../services/request/record.ts";
import type { DeployedStack, StackPart } from "../template/deploy.ts";
import type { AccessRequest } from "./access-request.ts";

/**
 * What a service asks KMS in the name of whoever asks for something that a key of the account encrypts. DynamoDB has the caller decrypt
 * the key of the table, to read and to write.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (read 2026-12-01)
 * @see docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html (read 2026-12-01)
 */
export function keyRequests(request: AccessRequest, { parts }: Pick<DeployedStack, "parts">): readonly AccessRequest[] {
  const all = Object.values(parts);
  const asked = all.find(({ arn }) => arn !== undefined && arn === request.resource.replace(/\/index\/.*$/, ""));
  const key = asked && keyOf(asked, all);
  if (key?.arn === undefined) return [];
  const [, partition, service, region] = request.resource.split(":");
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const keys = { ...request.keys, "kms:ViaService": `${service}.${region}.${domain}` };
  return actionsFor(request.action).map((action) => ({ ...request, action, resource: key.arn ?? "", keys }));
}

function actionsFor(action: string): readonly string[] {
  if (action === "sqs:SendMessage" || action === "sns:Publish") return ["kms:GenerateDataKey", "kms:Decrypt"];
  return action === "sqs:ReceiveMessage" || action.startsWith("dynamodb:") ? ["kms:Decrypt"] : [];
}

function keyOf({ properties }: StackPart, parts: readonly StackPart[]): StackPart | undefined {
  const named = properties["KmsMasterKeyId"] ?? memberOf(properties["SSESpecification"], "KMSMasterKeyId");
  return parts.find(({ type, ref, arn }) => type === "AWS::KMS::Key" && (ref === named || arn === named));
}
