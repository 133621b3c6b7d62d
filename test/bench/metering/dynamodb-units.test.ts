import { describe, expect, it } from "vitest";
import { DynamoDbUnits } from "#bench/metering/dynamodb-units.ts";
import { memoryTable } from "#simulation/table/memory-table.ts";

const TableName = "store";

/** A table with a sparse index, and what it is billed for. */
function billed() {
  const table = memoryTable({
    TableName,
    AttributeDefinitions: ["pk", "flight", "since"].map((AttributeName) => ({
      AttributeName,
      AttributeType: AttributeName === "since" ? "N" : "S",
    })),
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "in-flight",
        KeySchema: [
          { AttributeName: "flight", KeyType: "HASH" },
          { AttributeName: "since", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  const units = new DynamoDbUnits(table, [["flight", "since"]]);
  const call = (operation: string, input: object) => {
    const before = { write: units.writeUnits, read: units.readUnits };
    let outcome: { output?: object; error?: string } = {};
    try {
      outcome = { output: table.call(operation, { TableName, ...input }) };
    } catch (error) {
      outcome = { error: (error as Error).name };
    }
    units.count({ operation, input: { TableName, ...input }, ...outcome });
    return { write: units.writeUnits - before.write, read: units.readUnits - before.read };
  };
  const put = (pk: string, chars: number) =>
    call("PutItem", { Item: { pk: { S: pk }, text: { S: "x".repeat(chars) } } });
  return { units, call, put };
}

describe("DynamoDbUnits", () => {
  it.each([
    { chars: 10, write: 1 },
    // 2 + 1 bytes of key, 4 of the attribute's name: 1,017 more fill a KB.
    { chars: 1_017, write: 1 },
    { chars: 1_018, write: 2 },
    { chars: 3_000, write: 3 },
  ])("bills $write for an item with a text of $chars characters", ({ chars, write }) => {
    expect(billed().put("a", chars)).toEqual({ write, read: 0 });
  });

  it("bills an overwrite by the larger of the two items", () => {
    const { put } = billed();
    put("a", 2_500);
    expect(put("a", 1)).toEqual({ write: 3, read: 0 });
  });

  it("bills the index as well: an entry made, moved, changed and gone", () => {
    const { call } = billed();
    const Key = { pk: { S: "a" } };
    const set = (flight: string, since: number) => ({
      Key,
      UpdateExpression: "SET flight = :flight, since = :since",
      ExpressionAttributeValues: { ":flight": { S: flight }, ":since": { N: String(since) } },
    });
    const change = {
      Key,
      UpdateExpression: "SET #t = :t",
      ExpressionAttributeNames: { "#t": "text" },
      ExpressionAttributeValues: { ":t": { S: "x" } },
    };
    const end = { Key, UpdateExpression: "REMOVE flight, since" };
    const writes = [set("yes", 1), set("yes", 2), change, end].map((input) => call("UpdateItem", input).write);
    expect(writes).toEqual([2, 3, 2, 2]);
  });

  it("bills a condition that fails by the item that is there, and one where none is", () => {
    const { put, call } = billed();
    put("a", 2_500);
    const refused = (pk: string, ConditionExpression: string) =>
      call("UpdateItem", {
        Key: { pk: { S: pk } },
        ConditionExpression,
        UpdateExpression: "SET flight = :flight",
        ExpressionAttributeValues: { ":flight": { S: "yes" } },
      });
    expect(refused("a", "attribute_not_exists(pk)")).toEqual({ write: 3, read: 0 });
    expect(refused("b", "attribute_exists(pk)")).toEqual({ write: 1, read: 0 });
  });

  it("bills a deletion of what is not there", () => {
    expect(billed().call("DeleteItem", { Key: { pk: { S: "a" } } })).toEqual({ write: 1, read: 0 });
  });

  it("bills a unit for each 4 KB read consistently, and half of one otherwise", () => {
    const { put, call } = billed();
    put("a", 5_000);
    const Key = { pk: { S: "a" } };
    expect(call("GetItem", { Key, ConsistentRead: true })).toEqual({ write: 0, read: 2 });
    expect(call("GetItem", { Key })).toEqual({ write: 0, read: 1 });
    const Keys = [{ pk: { S: "a" } }, { pk: { S: "none" } }];
    const request = { [TableName]: { Keys, ConsistentRead: true } };
    const before = billed();
    expect(before.call("GetItem", { Key: { pk: { S: "none" } }, ConsistentRead: true })).toEqual({ write: 0, read: 1 });
    expect(call("BatchGetItem", { TableName: undefined, RequestItems: request })).toEqual({ write: 0, read: 3 });
  });

  it("bills nothing for what is done without count", () => {
    const { units, call } = billed();
    units.withoutCount(() => call("PutItem", { Item: { pk: { S: "a" } } }));
    expect(units.writeUnits).toBe(0);
  });
});
