import type { Condition } from "../expression/condition.ts";
import { headOf } from "../expression/document-path.ts";
import { keyPartConditions } from "../expression/key-condition.ts";
import type { Parameters } from "../expression/syntax.ts";
import { Found, hashOrder } from "../hash-order.ts";
import type { View } from "../items.ts";
import { checkTable, type Members, membersOf, optionalFlag, optionalText } from "../request.ts";
import type { SecondaryIndex } from "../secondary-index.ts";
import { invalid } from "../table-error.ts";
import type { Item, Value } from "../value.ts";
import { orderOf } from "../value-order.ts";
import { type KeyQuery, type KeySchema, keyQueryOf, keySchemaOf, startOf } from "./key-query.ts";
import type { TableOperation } from "./operation.ts";
import { conditionOf } from "./request-expressions.ts";
import { checkSearch, pageOf, readSearch, searchMembers } from "./search.ts";

const supported = [...searchMembers, "IndexName", "KeyConditionExpression", "ScanIndexForward"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query: TableOperation = ({ definition, items, view }, input) => {
  const members = membersOf("Query", input, supported);
  const keyCondition = conditionOf(members, "KeyConditionExpression");
  if (!keyCondition) throw invalid("The KeyConditionExpression parameter must be specified in the request.");
  const search = readSearch(members, keyCondition);
  const parts = keyPartConditions(keyCondition, search.parameters);
  checkTable(definition, members);

  const consistent = optionalFlag(members, "ConsistentRead") === true;
  const index = indexOf(items.indexes, members, consistent);
  const schema = keySchemaOf(definition, index);
  const asked = keyQueryOf(schema, parts);
  const startKey = members["ExclusiveStartKey"];
  const start = startKey === undefined ? undefined : startOf(definition, schema, asked, startKey);
  if (search.filter) checkFilter(schema, search.filter, search.parameters);
  checkSearch(definition, search);

  const order = optionalFlag(members, "ScanIndexForward") === false ? reversed(keyOrder(schema)) : keyOrder(schema);
  const found = foundBy(asked, index, consistent ? items : view)
    .filter((each) => !start || order(each, start) > 0)
    .sort(order);
  return pageOf(found, search, schema.names);
};

function indexOf(
  indexes: readonly SecondaryIndex[],
  members: Members,
  consistent: boolean,
): SecondaryIndex | undefined {
  const name = optionalText(members, "IndexName");
  if (name === undefined) return undefined;
  const index = indexes.find(({ definition }) => definition.indexName === name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  if (consistent) throw invalid("Consistent reads are not supported on global secondary indexes");
  return index;
}

function checkFilter({ hash, range }: KeySchema, { paths }: Condition, parameters: Parameters): void {
  const keys = [hash.name, range?.name];
  for (const path of paths) {
    const head = headOf(path, parameters);
    if (typeof head !== "string" || !keys.includes(head)) continue;
    const why = "Filter Expression can only contain non-primary key attributes";
    throw invalid(`${why}: Primary key attribute: ${head}`);
  }
}

function foundBy({ partition, range }: KeyQuery, index: SecondaryIndex | undefined, source: View): Found[] {
  const entries = index ? source.partition(index, partition) : ownEntry(source, partition);
  return Array.from(entries, ([pk, item]) => new Found(pk, item)).filter(({ item }) => range?.holds(item) ?? true);
}

function ownEntry(source: View, pk: Value): readonly (readonly [string, Item])[] {
  const item = typeof pk === "string" ? source.get(pk) : undefined;
  return typeof pk === "string" && item ? [[pk, item]] : [];
}

type Order = (a: Found, b: Found) => number;

function keyOrder({ range }: KeySchema): Order {
  if (!range) return hashOrder;
  return (a, b) => orderOf(a.item.get(range.name), b.item.get(range.name)) || hashOrder(a, b);
}

function reversed(order: Order): Order {
  return (a, b) => order(b, a);
}
