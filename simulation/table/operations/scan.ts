import { Found, hashOrder } from "../hash-order.ts";
import { readKey } from "../key.ts";
import { checkTable, membersOf, optionalFlag } from "../request.ts";
import type { TableOperation } from "./operation.ts";
import { checkSearch, pageOf, readSearch, searchMembers } from "./search.ts";

/**
 * Reads the table itself; indexes and segments are refused.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export const scan: TableOperation = ({ definition, items, view }, input) => {
  const members = membersOf("Scan", input, searchMembers);
  const search = readSearch(members);
  checkTable(definition, members);
  checkSearch(definition, search);
  const startKey = members["ExclusiveStartKey"];
  const start = startKey === undefined ? undefined : readKey(definition, startKey, "ExclusiveStartKey");
  const after = start && new Found(start.pk, start.item);
  const source = optionalFlag(members, "ConsistentRead") ? items : view;
  const found = Array.from(source.all(), ([pk, item]) => new Found(pk, item))
    .filter((each) => !after || hashOrder(each, after) > 0)
    .sort(hashOrder);
  return pageOf(found, search, [definition.hashKey]);
};
