import { isRecord } from "#local/services/request/record.ts";
import { attributesOf } from "../answer.ts";
import { type Attributes, readItem } from "../attribute-value.ts";
import { readParameters } from "../expression/parameters.ts";
import { itemBytes, itemBytesMax } from "../item-size.ts";
import { keyOf } from "../key.ts";
import { checkTableName, type Members, membersOf, optionalFlag } from "../request.ts";
import { invalid, misshapen } from "../table-error.ts";
import type { Item } from "../value.ts";
import { equalValues } from "../value-order.ts";
import { checkNestedKeys } from "./nested-keys.ts";
import { onlyTable } from "./only-table.ts";
import type { TableOperation } from "./operation.ts";
import { projectionOf } from "./request-expressions.ts";
import { answered } from "./search.ts";

/** DynamoDB's limits. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const keysMax = 100;
const answerBytesMax = 16 * 1024 * 1024;

const supported = ["Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"];

/** Answers the items in another order than asked: DynamoDB promises none. What is more than 16 MB comes back as unprocessed. */
export const batchGetItem: TableOperation = ({ definition, items, view }, input) => {
  const [tableName, request] = onlyTable(membersOf("BatchGetItem", input, ["RequestItems"]));
  const members = membersOf("BatchGetItem", request, supported);
  const projection = projectionOf(members);
  const parameters = readParameters(members, [projection]);
  const keys = keysOf(members).map((key) => readItem(key, "Keys"));
  if (hasTwins(keys, definition.hashKey)) throw invalid("Provided list of item keys contains duplicates");
  checkTableName(definition.tableName, tableName);
  const wanted = keys.map((key) => keyOf(definition, key));
  if (projection) checkNestedKeys(definition, projection, parameters);
  const source = optionalFlag(members, "ConsistentRead") ? items : view;
  const found: Attributes[] = [];
  const left: Attributes[] = [];
  let bytes = 0;
  for (const { pk, item: key } of wanted.reverse()) {
    const item = source.get(pk);
    if (!item) continue;
    // So few cannot be too many bytes.
    if (wanted.length * itemBytesMax > answerBytesMax) bytes += itemBytes(item);
    if (bytes > answerBytesMax) left.push(attributesOf(key));
    else found.push(answered(item, projection, parameters));
  }
  const UnprocessedKeys = left.length > 0 ? { [tableName]: { ...members, Keys: left } } : {};
  return { Responses: { [tableName]: found }, UnprocessedKeys };
};

function keysOf(members: Members): readonly unknown[] {
  const keys = members["Keys"];
  if (!Array.isArray(keys)) throw misshapen("Keys", "a list");
  if (!keys.every(isRecord)) throw misshapen("Keys", "a list of objects");
  if (keys.length > keysMax) throw invalid("Too many items requested for the BatchGetItem call");
  if (keys.length === 0) throw invalid("Cannot do BatchGetItem: there are no keys, wanted at least 1");
  return keys;
}

function hasTwins(keys: readonly Item[], hashKey: string): boolean {
  if (new Set(keys.map((key) => key.get(hashKey))).size === keys.length) return false;
  return keys.some((key, at) => keys.slice(0, at).some((earlier) => equalValues(earlier, key)));
}
