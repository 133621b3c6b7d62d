import type { ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const sqsQueuePolicy: ResourceType = {
  properties: ["PolicyDocument", "Queues"],
  async create({ PolicyDocument, Queues }, { name, target }) {
    const Attributes = { Policy: JSON.stringify(PolicyDocument) };
    for (const QueueUrl of [Queues].flat()) await target.call("SQS", "SetQueueAttributes", { QueueUrl, Attributes });
    return { ref: name(128) };
  },
};
