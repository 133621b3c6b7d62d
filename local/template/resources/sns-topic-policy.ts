import type { ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy: ResourceType = {
  properties: ["PolicyDocument", "Topics"],
  async create({ PolicyDocument, Topics }, { name, target }) {
    const AttributeValue = JSON.stringify(PolicyDocument);
    for (const TopicArn of [Topics].flat())
      await target.call("SNS", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue });
    return { ref: name(128) };
  },
};
