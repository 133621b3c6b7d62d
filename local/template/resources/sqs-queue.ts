import { textOf } from "../property.ts";
import type { Properties, ResourceType } from "../resource-type.ts";

const attributes = [
  "DelaySeconds",
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedriveAllowPolicy",
  "RedrivePolicy",
  "SqsManagedSseEnabled",
  "VisibilityTimeout",
];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const sqsQueue: ResourceType = {
  properties: ["QueueName", "FifoQueue", "Tags", ...attributes],
  async create(properties, { name, target }) {
    if (String(properties["FifoQueue"]) === "true")
      throw new Error('property "FifoQueue" is true: only standard queues are supported');
    const QueueName = textOf(properties, "QueueName") ?? name(80);
    const { QueueUrl } = await target.call("SQS", "CreateQueue", { QueueName, Attributes: attributesOf(properties) });
    const Arn = `arn:${target.partition}:sqs:${target.region}:${target.accountId}:${QueueName}`;
    return { ref: String(QueueUrl), attributes: { Arn, QueueName, QueueUrl } };
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    attributes.flatMap((name) => {
      const value = properties[name];
      if (value === undefined) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  );
}
