import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { reportsPrefix } from "#domain/report/report-key.ts";
import type { KeyAction } from "./key-use.ts";

export interface ReportsProps {
  /** Days after which a report is deleted. */
  readonly reportRetentionDays: number;
  /** The customer's key; none: S3 encrypts by itself. */
  readonly key: IKey | undefined;
}

/** What a function may do with reports, and what S3 then asks KMS in its name. */
export interface ReportsAccess {
  readonly action: string;
  readonly keyAction: KeyAction;
  readonly objects: string;
}

/** @see docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (read 2026-12-01) */
export const writingReports: ReportsAccess = {
  action: "s3:PutObject",
  keyAction: "kms:GenerateDataKey",
  objects: `${reportsPrefix}*`,
};

/** The page, which carries the evidence. */
export const readingReports: ReportsAccess = {
  action: "s3:GetObject",
  keyAction: "kms:Decrypt",
  objects: `${reportsPrefix}*/report.html`,
};

// What was replaced or deleted: time enough to see that somebody did it, and to bring it back.
const replacedKept = Duration.days(30);

/** The bucket of the investigation reports: pages with their evidence (`report.html`), and the same as Markdown. */
export class Reports extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { reportRetentionDays, key }: ReportsProps) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      ...encryptionWith(key),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          id: "Forget",
          expiration: Duration.days(reportRetentionDays),
          noncurrentVersionExpiration: replacedKept,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // In one rule with days it is refused (docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html, read 2026-12-01).
        { id: "Tidy", expiredObjectDeleteMarker: true },
      ],
      // Evidence outlives the stack; an empty bucket of a deployment that failed does not.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}

/**
 * A bucket key: S3 asks KMS once for many objects, in place of one request for each.
 * @see docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html (read 2026-12-01)
 */
function encryptionWith(encryptionKey: IKey | undefined): BucketProps {
  if (!encryptionKey) return { encryption: BucketEncryption.S3_MANAGED };
  return { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true };
}
