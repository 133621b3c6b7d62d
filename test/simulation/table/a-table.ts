import { type MarshallOptions, marshalled } from "#simulation/table/marshall.ts";
import { type MemoryTable, memoryTable } from "#simulation/table/memory-table.ts";
import { plainItem } from "#simulation/table/plain-item.ts";

export const tableName = "records";

/** What CreateTable is called with for the product's table. */
export const definition = {
  TableName: tableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "inFlight", AttributeType: "S" },
    { AttributeName: "inFlightSince", AttributeType: "N" },
  ],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  GlobalSecondaryIndexes: [
    {
      IndexName: "in-flight",
      KeySchema: [
        { AttributeName: "inFlight", KeyType: "HASH" },
        { AttributeName: "inFlightSince", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};

export type Plain = Readonly<Record<string, unknown>>;

/** A table with items in it. */
export function aTable(...items: readonly Plain[]): MemoryTable {
  const table = memoryTable(definition);
  for (const item of items) put(table, item);
  return table;
}

const options: MarshallOptions = { removeUndefinedValues: true };

/** Plain values as the low-level API writes them. */
export function written(plain: Plain) {
  return marshalled(plain, options);
}

export function put(table: MemoryTable, item: Plain, more: Plain = {}): object {
  return table.call("PutItem", { TableName: tableName, Item: written(item), ...more });
}

/** Calls UpdateItem on the item "a". */
export function update(table: MemoryTable, expression: string, values: Plain = {}, more: Plain = {}): object {
  return table.call("UpdateItem", {
    TableName: tableName,
    Key: { pk: { S: "a" } },
    UpdateExpression: expression,
    ...given(values),
    ...more,
  });
}

/** The values of a request, left out when there are none. */
export function given(values: Plain): Plain {
  return Object.keys(values).length > 0 ? { ExpressionAttributeValues: written(values) } : {};
}

/** The item as plain values; undefined when it is not there. */
export function stored(table: MemoryTable, pk = "a"): Plain | undefined {
  const item = table.get(pk);
  return item && plainItem(item);
}

/** What a call that is refused throws. */
export function refusal(call: () => unknown): { readonly name: string; readonly message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
  }
  return { name: "none", message: "the call was not refused" };
}
