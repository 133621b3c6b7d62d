import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";

/**
 * How long SQS does without KMS: 720 h a month × (2 × 7 who send + 1 who receives) are at most 10,800 requests, 3 US cents.
 * A key that is switched off goes on working here for as long.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (read 2026-12-01)
 */
const dataKeyReuse = Duration.hours(1);

/** How a queue is encrypted: with the customer's key, or by SQS itself. Never with the AWS-managed key: EventBridge could not write, without a word. */
export function queueEncryption(
  key: IKey | undefined,
): Pick<QueueProps, "encryption" | "encryptionMasterKey" | "dataKeyReuse"> {
  if (!key) return { encryption: QueueEncryption.SQS_MANAGED };
  return { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse };
}
