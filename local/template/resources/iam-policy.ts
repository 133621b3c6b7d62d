import type { ResourceType } from "../resource-type.ts";
import { withoutEffect } from "./without-effect.ts";

const named = withoutEffect({ named: "PolicyName" });

/**
 * Known to whoever wants to hold calls against it, and without effect otherwise.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const iamPolicy: ResourceType = {
  properties: "any",
  create(properties, creation) {
    const { PolicyDocument: document, Roles = [] } = properties;
    creation.target.attachPolicy?.({ roleNames: [Roles].flat().map(String), document });
    return named.create(properties, creation);
  },
};
