import { refuse, requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

const refused = ["FunctionScalingConfig", "ProvisionedConcurrencyConfig", "RuntimePolicy"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const lambdaVersion: ResourceType = {
  properties: [...refused, "CodeSha256", "Description", "FunctionName"],
  create(properties, { target }) {
    refuse(properties, refused);
    const functionName = requiredText(properties, "FunctionName");
    const version = target.publishVersion(functionName);
    const { partition, region, accountId } = target;
    const name = functionName.startsWith("arn:")
      ? functionName
      : `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
    const arn = `${name}:${version}`;
    return { ref: arn, attributes: { Version: version, FunctionArn: arn } };
  },
};
