import { readParameters } from "../expression/parameters.ts";
import { readKey } from "../key.ts";
import { checkTable, membersOf, optionalFlag } from "../request.ts";
import { checkNestedKeys } from "./nested-keys.ts";
import type { TableOperation } from "./operation.ts";
import { projectionOf } from "./request-expressions.ts";
import { answered } from "./search.ts";

const supported = ["TableName", "Key", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: TableOperation = ({ definition, items, view }, input) => {
  const members = membersOf("GetItem", input, supported);
  const projection = projectionOf(members);
  const parameters = readParameters(members, [projection]);
  checkTable(definition, members);
  const { pk } = readKey(definition, members["Key"]);
  if (projection) checkNestedKeys(definition, projection, parameters);
  const item = (optionalFlag(members, "ConsistentRead") ? items : view).get(pk);
  return item ? { Item: answered(item, projection, parameters) } : {};
};
