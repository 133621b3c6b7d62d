import { pick, refuse, textOf } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** Properties that describe the table; they have no effect here. Expired items stay, as DynamoDB promises no prompt deletion. */
const described = [
  "ContributorInsightsSpecification",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
  "PointInTimeRecoverySpecification",
  "ResourcePolicy",
  "SSESpecification",
  "TableClass",
  "Tags",
  "TimeToLiveSpecification",
  "WarmThroughput",
];
const refused = ["ImportSourceSpecification", "KinesisStreamSpecification", "StreamSpecification"];
const passedOn = ["AttributeDefinitions", "BillingMode", "KeySchema", "LocalSecondaryIndexes", "ProvisionedThroughput"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamoDbTable: ResourceType = {
  properties: [...described, ...refused, ...passedOn, "GlobalSecondaryIndexes", "TableName"],
  async create(properties, { name, target }) {
    refuse(properties, refused);
    const TableName = textOf(properties, "TableName") ?? name(255);
    const indexes = [properties["GlobalSecondaryIndexes"] ?? []].flat() as Record<string, unknown>[];
    const { arn } = await target.createTable({
      TableName,
      ...pick(properties, passedOn),
      ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(indexOf) } : {}),
    });
    return { ref: TableName, attributes: { Arn: arn } };
  },
};

const indexOf = (index: Record<string, unknown>): Record<string, unknown> =>
  pick(index, ["IndexName", "KeySchema", "Projection", "ProvisionedThroughput"]);
