import type { Cloud } from "#local/cloud.ts";

type RequestType = Parameters<Cloud["askFunction"]>[0]["RequestType"];

/** Asks the one custom resource of a type in the stack as CloudFormation does when it is changed or deleted. */
export function askResource(cloud: Cloud, ResourceType: string, RequestType: RequestType, ResourceProperties: object) {
  const [found] = Object.entries(cloud.stack.parts).filter(([, { type }]) => type === ResourceType);
  if (!found) throw new Error(`the stack has no ${ResourceType}`);
  const [LogicalResourceId, { ref: PhysicalResourceId, properties }] = found;
  return cloud.askFunction({
    ...{ ResourceType, RequestType, LogicalResourceId, PhysicalResourceId },
    functionArn: String(properties["ServiceToken"]),
    ResourceProperties: { ...ResourceProperties },
  });
}
