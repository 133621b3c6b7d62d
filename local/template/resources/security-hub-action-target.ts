import { pick } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-securityhub-actiontarget.html */
export const securityHubActionTarget: ResourceType = {
  properties: ["Description", "Id", "Name"],
  async create(properties, { target }) {
    const input = pick(properties, ["Description", "Id", "Name"]);
    const { ActionTargetArn } = await target.call("SecurityHub", "CreateActionTarget", input);
    return { ref: String(ActionTargetArn), attributes: { ActionTargetArn } };
  },
};
