import { pick } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

const passedOn = ["Actions", "Criteria", "Description", "IsTerminal", "RuleName", "RuleOrder", "RuleStatus"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-securityhub-automationrule.html */
export const securityHubAutomationRule: ResourceType = {
  properties: [...passedOn, "Tags"],
  async create(properties, { target }) {
    const { RuleArn } = await target.call("SecurityHub", "CreateAutomationRule", pick(properties, passedOn));
    return { ref: String(RuleArn), attributes: { RuleArn } };
  },
};
