import { memberOf } from "../services/request/record.ts";
import type { ConditionKeys } from "./access-request.ts";

/** A call of S3, and how it ended. */
interface S3Call {
  readonly operation: string;
  readonly input?: unknown;
  readonly error?: string;
}

/** One question to IAM about a call of S3. */
interface S3Access {
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
}

// Where IAM and the API have different names.
const actions: Readonly<Record<string, string>> = {
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListBuckets: "ListAllMyBuckets",
  ListObjectsV2: "ListBucket",
  PutBucketEncryption: "PutEncryptionConfiguration",
};
/** Condition key -> member. */
const conditionKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ListBucket: { "s3:prefix": "Prefix", "s3:delimiter": "Delimiter", "s3:max-keys": "MaxKeys" },
  PutObject: {
    "s3:if-match": "IfMatch",
    "s3:if-none-match": "IfNoneMatch",
    "s3:x-amz-server-side-encryption": "ServerSideEncryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  },
};

/**
 * What IAM is asked about a call of S3. Who is told that there is no such object must be allowed to list the bucket: to others S3 says
 * that access is denied.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html (read 2026-12-01)
 * @see docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (read 2026-12-01)
 */
export function s3AccessesOf({ operation, input, error }: S3Call, partition: string): readonly S3Access[] {
  const action = actions[operation] ?? operation;
  const [bucket, key] = [memberOf(input, "Bucket"), memberOf(input, "Key")];
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const resource = bucket === undefined ? "*" : key === undefined ? bucketArn : `${bucketArn}/${key}`;
  const asked = { action: `s3:${action}`, resource, keys: keysOf(action, input) };
  if (action !== "GetObject" || !/^(NoSuchKey|NotFound)$/.test(error ?? "")) return [asked];
  return [asked, { action: "s3:ListBucket", resource: bucketArn, keys: {} }];
}

function keysOf(action: string, input: unknown): ConditionKeys {
  const given = Object.entries(conditionKeys[action] ?? {}).flatMap(([name, member]) => {
    const value = memberOf(input, member);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(given);
}
