import { booleanOf, numberOf, objectOf, refuse, requiredText } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

const refused = ["FilterCriteria", "ProvisionedPollerConfig", "DestinationConfig"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const lambdaEventSourceMapping: ResourceType = {
  properties: [
    ...refused,
    "BatchSize",
    "Enabled",
    "EventSourceArn",
    "FunctionName",
    "FunctionResponseTypes",
    "KmsKeyArn",
    "MaximumBatchingWindowInSeconds",
    "MetricsConfig",
    "ScalingConfig",
    "Tags",
  ],
  create(properties, { name, target }) {
    refuse(properties, refused);
    const concurrency = objectOf(properties, "ScalingConfig")?.["MaximumConcurrency"];
    const id = name(36);
    const mapping = {
      queueArn: requiredText(properties, "EventSourceArn"),
      functionName: requiredText(properties, "FunctionName"),
      enabled: booleanOf(properties, "Enabled", true),
      batchSize: numberOf(properties, "BatchSize", 10),
      windowSeconds: numberOf(properties, "MaximumBatchingWindowInSeconds", 0),
      reportsItemFailures: [properties["FunctionResponseTypes"] ?? []].flat().includes("ReportBatchItemFailures"),
      ...(concurrency === undefined ? {} : { concurrencyMax: Number(concurrency) }),
    };
    target.addEventSource(mapping, id);
    return { ref: id, attributes: { Id: id } };
  },
};
