import { memberOf } from "../../services/request/record.ts";
import { objectOf, refuse, textOf } from "../property.ts";
import type { Properties, ResourceType } from "../resource-type.ts";

/** What changes nothing here: nobody but the account asks, and objects stay. */
const withoutEffect = [
  ...["AccessControl", "LifecycleConfiguration", "LoggingConfiguration", "OwnershipControls", "Tags"],
  ...["PublicAccessBlockConfiguration", "VersioningConfiguration"],
];
const unsupported = ["NotificationConfiguration", "ObjectLockConfiguration", "ReplicationConfiguration"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket: ResourceType = {
  properties: ["BucketName", "BucketEncryption", ...withoutEffect, ...unsupported],
  async create(properties, { name, target }) {
    refuse(properties, unsupported);
    const Bucket = textOf(properties, "BucketName") ?? name(63).toLowerCase();
    await target.call("S3", "CreateBucket", { Bucket });
    const Rules = rulesOf(properties);
    if (Rules.length > 0) {
      const ServerSideEncryptionConfiguration = { Rules };
      await target.call("S3", "PutBucketEncryption", { Bucket, ServerSideEncryptionConfiguration });
    }
    const { partition, region } = target;
    const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    const attributes = {
      Arn: `arn:${partition}:s3:::${Bucket}`,
      DomainName: `${Bucket}.s3.${domain}`,
      DualStackDomainName: `${Bucket}.s3.dualstack.${region}.${domain}`,
      RegionalDomainName: `${Bucket}.s3.${region}.${domain}`,
    };
    return { ref: Bucket, attributes };
  },
};

/** CloudFormation's name for a rule's default is not the API's. */
function rulesOf(properties: Properties): readonly object[] {
  const rules = objectOf(properties, "BucketEncryption")?.["ServerSideEncryptionConfiguration"] ?? [];
  return [rules].flat().map((rule) => {
    const bucketKey = memberOf(rule, "BucketKeyEnabled");
    return {
      ApplyServerSideEncryptionByDefault: memberOf(rule, "ServerSideEncryptionByDefault"),
      ...(bucketKey !== undefined && { BucketKeyEnabled: String(bucketKey) === "true" }),
    };
  });
}
