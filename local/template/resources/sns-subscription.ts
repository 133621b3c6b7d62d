import { pick, refuse, requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** Each would change what arrives, and when. */
const unsupported = [
  ...["DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy", "Region"],
  ...["ReplayPolicy", "SubscriptionRoleArn"],
];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscription: ResourceType = {
  properties: ["Endpoint", "Protocol", "TopicArn", ...unsupported],
  async create(properties, { name, target }) {
    refuse(properties, unsupported);
    requiredText(properties, "TopicArn");
    const input = pick(properties, ["Endpoint", "Protocol", "TopicArn"]);
    const { SubscriptionArn } = await target.call("SNS", "Subscribe", input);
    return { ref: String(SubscriptionArn ?? name(64)), attributes: { Arn: SubscriptionArn } };
  },
};
