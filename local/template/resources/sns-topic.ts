import { booleanOf, pick, refuse, textOf } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

const attributes = ["DisplayName", "KmsMasterKeyId", "SignatureVersion", "TracingConfig"];
const unsupported = ["ArchivePolicy", "ContentBasedDeduplication", "DataProtectionPolicy", "FifoThroughputScope"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopic: ResourceType = {
  properties: [
    ...["TopicName", "FifoTopic", "Subscription", "DeliveryStatusLogging", "Tags"],
    ...attributes,
    ...unsupported,
  ],
  async create(properties, { name, target }) {
    refuse(properties, unsupported);
    if (booleanOf(properties, "FifoTopic", false))
      throw new Error('property "FifoTopic" is true: only standard topics are supported');
    const Name = textOf(properties, "TopicName") ?? name(256);
    const { TopicArn } = await target.call("SNS", "CreateTopic", { Name, Attributes: pick(properties, attributes) });
    for (const subscription of [properties["Subscription"] ?? []].flat())
      await target.call("SNS", "Subscribe", { TopicArn, ...(subscription as object) });
    return { ref: String(TopicArn), attributes: { Arn: TopicArn, TopicArn, TopicName: Name } };
  },
};
