import { requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/**
 * Our own resource: how often GuardDuty publishes. The function behind it is asked, as CloudFormation asks it when a stack is made.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export const customGuardDutyPublishing: ResourceType = {
  properties: ["Frequency", "ServiceTimeout", "ServiceToken"],
  async create(properties, { logicalId, target }) {
    const { PhysicalResourceId } = await target.askFunction({
      functionArn: requiredText(properties, "ServiceToken"),
      RequestType: "Create",
      ResourceType: "Custom::GuardDutyPublishing",
      LogicalResourceId: logicalId,
      ResourceProperties: properties,
    });
    return { ref: String(PhysicalResourceId) };
  },
};
