import { memberOf } from "../services/request/record.ts";
import type { DeployedStack, StackPart } from "../template/deploy.ts";
import { type AccessRequest, type ConditionKeys, valuesOf } from "./access-request.ts";

/**
 * What a service asks KMS in the name of whoever asks for something that a key of the account encrypts. DynamoDB has the caller decrypt
 * the key of the table, to read and to write.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (read 2026-12-01)
 * @see docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html (read 2026-12-01)
 * @see docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (read 2026-12-01)
 * @see docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html (read 2026-12-01)
 */
export function keyRequests(request: AccessRequest, { parts }: Pick<DeployedStack, "parts">): readonly AccessRequest[] {
  const all = Object.values(parts);
  const asked = all.find(({ arn }) => arn !== undefined && arn === holderOf(request.resource));
  const key = asked && keyOf(asked, request, all);
  if (!asked || key?.arn === undefined) return [];
  const [, partition, service, ofResource] = request.resource.split(":");
  // The ARN of a bucket tells no Region.
  const [region = ""] = ofResource ? [ofResource] : (valuesOf(request.keys, "aws:requestedregion") ?? []);
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const keys = {
    ...request.keys,
    "kms:ViaService": `${service}.${region}.${domain}`,
    ...contextOf(asked, request.resource),
  };
  return actionsFor(request.action).map((action) => ({ ...request, action, resource: key.arn ?? "", keys }));
}

/** What is encrypted: the table of an index, the bucket of an object. */
function holderOf(resource: string): string {
  return resource.split(":")[2] === "s3" ? resource.replace(/\/.*$/s, "") : resource.replace(/\/index\/.*$/, "");
}

function actionsFor(action: string): readonly string[] {
  if (/^(sqs:SendMessage|sns:Publish|secretsmanager:(Create|PutSecretValue).*)$/.test(action))
    return ["kms:GenerateDataKey", "kms:Decrypt"];
  if (action === "s3:PutObject") return ["kms:GenerateDataKey"];
  const reading = ["sqs:ReceiveMessage", "s3:GetObject", "secretsmanager:GetSecretValue"];
  return reading.includes(action) || action.startsWith("dynamodb:") ? ["kms:Decrypt"] : [];
}

/** The key that the request names, else that of the resource. */
function keyOf({ properties }: StackPart, { keys }: AccessRequest, parts: readonly StackPart[]): StackPart | undefined {
  const [own] = valuesOf(keys, "s3:x-amz-server-side-encryption-aws-kms-key-id") ?? [];
  const named =
    own ??
    properties["KmsMasterKeyId"] ??
    properties["KmsKeyId"] ??
    memberOf(properties["SSESpecification"], "KMSMasterKeyId") ??
    memberOf(memberOf(bucketRuleOf(properties), "ServerSideEncryptionByDefault"), "KMSMasterKeyID");
  return parts.find(({ type, ref, arn }) => type === "AWS::KMS::Key" && (ref === named || arn === named));
}

/** What S3 and Secrets Manager tell KMS of what is encrypted. */
function contextOf({ type, arn = "", properties }: StackPart, resource: string): ConditionKeys {
  if (type === "AWS::SecretsManager::Secret") return { "kms:EncryptionContext:SecretARN": arn };
  if (type !== "AWS::S3::Bucket") return {};
  const withBucketKey = String(memberOf(bucketRuleOf(properties), "BucketKeyEnabled")) === "true";
  return { "kms:EncryptionContext:aws:s3:arn": withBucketKey ? arn : resource };
}

function bucketRuleOf(properties: StackPart["properties"]): unknown {
  return [memberOf(properties["BucketEncryption"], "ServerSideEncryptionConfiguration")].flat()[0];
}
