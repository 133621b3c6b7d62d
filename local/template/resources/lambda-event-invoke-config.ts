import { numberOf, refuse, requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const lambdaEventInvokeConfig: ResourceType = {
  properties: ["DestinationConfig", "FunctionName", "MaximumEventAgeInSeconds", "MaximumRetryAttempts", "Qualifier"],
  create(properties, { name, target }) {
    refuse(properties, ["DestinationConfig", "MaximumEventAgeInSeconds"]);
    target.configureAsyncInvoke(
      requiredText(properties, "FunctionName"),
      numberOf(properties, "MaximumRetryAttempts", 2),
    );
    return { ref: name(64) };
  },
};
