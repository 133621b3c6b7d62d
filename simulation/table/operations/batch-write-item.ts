import { readItem } from "../attribute-value.ts";
import type { TableDefinition } from "../definition.ts";
import { isTooLarge } from "../item-size.ts";
import { keyOfItem, readKey } from "../key.ts";
import { checkTableName, membersOf } from "../request.ts";
import { invalid, misshapen } from "../table-error.ts";
import type { Item } from "../value.ts";
import { onlyTable } from "./only-table.ts";
import type { TableOperation } from "./operation.ts";

/** DynamoDB's limit. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const requestsMax = 25;

/** Puts and deletes; nothing is written when one of them is refused. */
export const batchWriteItem: TableOperation = ({ definition, items }, input) => {
  const [tableName, requests] = onlyTable(membersOf("BatchWriteItem", input, ["RequestItems"]));
  if (!Array.isArray(requests)) throw misshapen("RequestItems", "a list");
  if (requests.length === 0 || requests.length > requestsMax) {
    throw invalid(`Cannot do BatchWriteItem: there are ${requests.length} requests, wanted 1 to ${requestsMax}`);
  }
  const received = requests.map(receivedRequest);
  checkTableName(definition.tableName, tableName);
  const writes = received.map((request) => writeOf(definition, request));
  if (new Set(writes.map(({ pk }) => pk)).size < writes.length) {
    throw invalid("Provided list of item keys contains duplicates");
  }
  for (const { pk, item } of writes) {
    if (item) items.put(pk, item);
    else items.remove(pk);
  }
  return { UnprocessedItems: {} };
};

type Request = { readonly item: Item } | { readonly key: unknown };

function receivedRequest(request: unknown): Request {
  const { PutRequest: put, DeleteRequest: remove } = membersOf("BatchWriteItem", request, [
    "PutRequest",
    "DeleteRequest",
  ]);
  if ((put === undefined) === (remove === undefined)) {
    throw invalid("Cannot do BatchWriteItem: a request is neither a put nor a deletion, wanted exactly one of them");
  }
  if (put === undefined) return { key: membersOf("BatchWriteItem", remove, ["Key"])["Key"] };
  const item = readItem(membersOf("BatchWriteItem", put, ["Item"])["Item"], "Item");
  if (isTooLarge(item)) throw invalid("Item size has exceeded the maximum allowed size");
  return { item };
}

function writeOf(definition: TableDefinition, request: Request): { readonly pk: string; readonly item?: Item } {
  if ("key" in request) return { pk: readKey(definition, request.key).pk };
  return { pk: keyOfItem(definition, request.item), item: request.item };
}
