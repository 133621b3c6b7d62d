import { requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventsEventBus: ResourceType = {
  properties: ["Name", "Description", "KmsKeyIdentifier", "Tags"],
  async create(properties, { target }) {
    const Name = requiredText(properties, "Name");
    const { EventBusArn } = await target.call("EventBridge", "CreateEventBus", { Name });
    return { ref: Name, attributes: { Arn: EventBusArn, Name } };
  },
};
