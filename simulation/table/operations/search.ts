import { attributesOf } from "../answer.ts";
import type { Attributes } from "../attribute-value.ts";
import type { TableDefinition } from "../definition.ts";
import type { Condition } from "../expression/condition.ts";
import { readParameters } from "../expression/parameters.ts";
import { type Projection, partsOf } from "../expression/projection.ts";
import type { Parameters } from "../expression/syntax.ts";
import type { Found } from "../hash-order.ts";
import { itemBytes } from "../item-size.ts";
import { type Members, optionalCount } from "../request.ts";
import type { Item } from "../value.ts";
import { checkNestedKeys } from "./nested-keys.ts";
import { conditionOf, projectionOf } from "./request-expressions.ts";

/** A page ends after the item that makes it this large. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const pageBytes = 1024 * 1024;

/** What Query and Scan have in common. */
export interface Search {
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  readonly projection: Projection | undefined;
  readonly parameters: Parameters;
}

/** Members that every search has. */
export const searchMembers = [
  "TableName",
  "ConsistentRead",
  "ExclusiveStartKey",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "FilterExpression",
  "Limit",
  "ProjectionExpression",
];

/** @throws {ServiceError} ValidationException */
export function readSearch(members: Members, keyCondition?: Condition): Search {
  const filter = conditionOf(members, "FilterExpression");
  const projection = projectionOf(members);
  const parameters = readParameters(members, [keyCondition, filter, projection]);
  return { filter, projection, parameters, limit: optionalCount(members, "Limit") };
}

/** @throws {ServiceError} ValidationException: a path leads into a key */
export function checkSearch(definition: TableDefinition, { filter, projection, parameters }: Search): void {
  if (filter) checkNestedKeys(definition, filter, parameters);
  if (projection) checkNestedKeys(definition, projection, parameters);
}

/**
 * The first page of what was found: the limit counts before the filter.
 * @param keyNames the attributes that say where the next page begins
 */
export function pageOf(found: readonly Found[], search: Search, keyNames: readonly string[]): object {
  const { limit, filter, projection, parameters } = search;
  const Items: Attributes[] = [];
  let [scanned, bytes] = [0, 0];
  for (const { item } of found) {
    scanned++;
    bytes += itemBytes(item);
    if (!filter || filter.holds({ item, ...parameters })) Items.push(answered(item, projection, parameters));
    if (scanned === limit || bytes >= pageBytes) {
      const LastEvaluatedKey = attributesOf(
        partsOf(
          item,
          keyNames.map((name) => [name]),
        ),
      );
      return { Items, Count: Items.length, ScannedCount: scanned, LastEvaluatedKey };
    }
  }
  return { Items, Count: Items.length, ScannedCount: scanned };
}

/** An item as a read answers it. */
export function answered(item: Item, projection: Projection | undefined, parameters: Parameters): Attributes {
  return attributesOf(projection ? projection.projected(item, parameters) : item);
}
