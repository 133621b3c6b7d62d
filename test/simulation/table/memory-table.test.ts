import { describe, expect, it } from "vitest";
import { type CallOptions, type MemoryTable, memoryTable } from "#simulation/table/memory-table.ts";
import { plainItem } from "#simulation/table/plain-item.ts";
import { aTable, definition, given, type Plain, put, refusal, stored, tableName, update, written } from "./a-table.ts";

const all = (table: MemoryTable) => [...table.items()].map(plainItem);

describe("memoryTable()", () => {
  it("knows its name, its size and how often it was written to", () => {
    const table = aTable({ pk: "a" }, { pk: "b" }, { pk: "a", n: 1 });
    table.call("DeleteItem", { TableName: tableName, Key: written({ pk: "gone" }) });
    expect([table.tableName, table.size, table.writes]).toEqual([tableName, 2, 3]);
    expect(all(table)).toEqual([{ pk: "a", n: 1 }, { pk: "b" }]);
  });

  it.each<[string, Plain]>([
    ["a key of two parts", { KeySchema: [{ AttributeName: "pk" }, { AttributeName: "inFlightSince" }] }],
    ["a key that is a number", { KeySchema: [{ AttributeName: "inFlightSince" }] }],
    ["a key of no type", { AttributeDefinitions: [] }],
    ["local indexes", { LocalSecondaryIndexes: [] }],
    [
      "an index that holds keys alone",
      {
        GlobalSecondaryIndexes: [
          { ...definition.GlobalSecondaryIndexes[0], Projection: { ProjectionType: "KEYS_ONLY" } },
        ],
      },
    ],
    [
      "an index without sort key",
      {
        GlobalSecondaryIndexes: [
          { ...definition.GlobalSecondaryIndexes[0], KeySchema: [{ AttributeName: "inFlight" }] },
        ],
      },
    ],
  ])("refuses %s", (_what, more) => {
    expect(refusal(() => memoryTable({ ...definition, ...more })).message).toMatch(
      /^Cannot make table "records" in memory: /,
    );
  });

  it.each<[string, string, unknown]>([
    ["UnknownOperationException", "TransactWriteItems", {}],
    ["UnknownOperationException", "toString", {}],
    ["SerializationException", "GetItem", undefined],
    ["ValidationException", "GetItem", {}],
    ["ValidationException", "PutItem", { TableName: tableName }],
    ["ResourceNotFoundException", "GetItem", { TableName: "other", Key: written({ pk: "a" }) }],
    ["SerializationException", "GetItem", { TableName: tableName, Key: written({ pk: "a" }), ConsistentRead: "true" }],
    ["ValidationException", "GetItem", { TableName: tableName, Key: written({ pk: "a" }), AttributesToGet: ["a"] }],
    ["ValidationException", "PutItem", { TableName: tableName, Item: written({ pk: "a" }), Expected: {} }],
    ["ValidationException", "PutItem", { TableName: tableName, Item: written({ pk: "a" }), ReturnValues: "ALL_NEW" }],
    [
      "ValidationException",
      "DeleteItem",
      { TableName: tableName, Key: written({ pk: "a" }), ReturnValues: "UPDATED_OLD" },
    ],
    ["ValidationException", "PutItem", { TableName: tableName, Item: written({ pk: "a" }), ...given({ ":v": 1 }) }],
    ["ValidationException", "UpdateItem", { TableName: tableName, Key: written({ pk: "a" }), AttributeUpdates: {} }],
  ])("answers %s to %s", (name, operation, input) => {
    expect(refusal(() => aTable().call(operation, input)).name).toBe(name);
  });

  it("names what it does not support", () => {
    const call = () => aTable().call("PutItem", { TableName: tableName, Item: written({ pk: "a" }), Expected: {} });
    expect(refusal(call).message).toBe('Cannot do PutItem: this table does not support "Expected"');
  });

  it("answers the old item to a write that asks for it", () => {
    const table = aTable({ pk: "a", n: 1 });
    const more = { ReturnValues: "ALL_OLD" };
    expect(put(table, { pk: "a", n: 2 }, more)).toEqual({ Attributes: written({ pk: "a", n: 1 }) });
    const Key = written({ pk: "a" });
    expect(table.call("DeleteItem", { TableName: tableName, Key, ...more })).toEqual({
      Attributes: written({ pk: "a", n: 2 }),
    });
    expect(table.call("DeleteItem", { TableName: tableName, Key, ...more })).toEqual({});
    expect(put(table, { pk: "a" }, more)).toEqual({});
  });
});

describe("snapshot() and restore()", () => {
  it("put the table back, its index included, as often as wanted", () => {
    const [a, b, c] = [{ pk: "a", inFlight: "yes", inFlightSince: 1 }, { pk: "b", n: 1 }, { pk: "c" }];
    const table = aTable(a, b);
    const snapshot = table.snapshot();
    const spoil = () => {
      update(table, "REMOVE inFlight");
      table.call("DeleteItem", { TableName: tableName, Key: written({ pk: "b" }) });
      put(table, c);
    };
    const inFlight = () =>
      table.call("Query", {
        TableName: tableName,
        IndexName: "in-flight",
        KeyConditionExpression: "inFlight = :v",
        ...given({ ":v": "yes" }),
      });
    for (let times = 0; times < 2; times++) {
      spoil();
      expect(inFlight()).toMatchObject({ Count: 0 });
      table.restore(snapshot);
      expect(all(table)).toEqual([a, b]);
      expect(inFlight()).toMatchObject({ Items: [written(a)] });
    }
  });
});

describe("a read behind the writes", () => {
  const table = aTable({ pk: "a", n: 1, inFlight: "yes", inFlightSince: 1 }, { pk: "b", n: 1 });
  update(table, "SET n = :v REMOVE inFlight", { ":v": 2 });
  table.call("DeleteItem", { TableName: tableName, Key: written({ pk: "b" }) });
  put(table, { pk: "c", n: 1 });
  const read = (writesBehind: number, more: Plain = {}): (number | undefined)[] => {
    const options: CallOptions = { writesBehind };
    return ["a", "b", "c"].map((pk) => {
      const answer = table.call("GetItem", { TableName: tableName, Key: written({ pk }), ...more }, options);
      return "Item" in answer ? Number((answer.Item as { n: { N: string } }).n.N) : undefined;
    });
  };

  it("sees the table as it was so many writes ago, or at the beginning", () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((behind) => read(behind))).toEqual([
      [2, undefined, 1],
      [2, undefined, undefined],
      [2, 1, undefined],
      [1, 1, undefined],
      [1, undefined, undefined],
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it("sees the table as it is when it asks for consistency", () => {
    expect(read(3, { ConsistentRead: true })).toEqual([2, undefined, 1]);
    const request = { Keys: [written({ pk: "a" })], ConsistentRead: true };
    const batch = (more: Plain) =>
      table.call("BatchGetItem", { RequestItems: { [tableName]: { ...request, ...more } } }, { writesBehind: 3 });
    expect(batch({})).toMatchObject({ Responses: { [tableName]: [{ n: { N: "2" } }] } });
    expect(batch({ ConsistentRead: false })).toMatchObject({ Responses: { [tableName]: [{ n: { N: "1" } }] } });
  });

  it("sees indexes and scans as they were", () => {
    const inFlight = { IndexName: "in-flight", KeyConditionExpression: "inFlight = :v", ...given({ ":v": "yes" }) };
    const counts = (operation: string, more: Plain) =>
      [0, 2, 3, 5].map(
        (writesBehind) =>
          (table.call(operation, { TableName: tableName, ...more }, { writesBehind }) as { Count: number }).Count,
      );
    expect(counts("Query", inFlight)).toEqual([0, 0, 1, 0]);
    expect(counts("Scan", {})).toEqual([2, 2, 2, 0]);
    expect(counts("Scan", { ConsistentRead: true })).toEqual([2, 2, 2, 2]);
  });

  it("is 1,000 writes behind at most", () => {
    const busy = aTable();
    for (let n = 0; n <= 2_500; n++) update(busy, "SET n = :v", { ":v": n });
    const behind = (writesBehind: number) =>
      busy.call("GetItem", { TableName: tableName, Key: written({ pk: "a" }) }, { writesBehind });
    expect([999, 1_000, 9_999].map(behind)).toEqual(
      [1_501, 1_500, 1_500].map((n) => ({ Item: written({ pk: "a", n }) })),
    );
  });
});

describe("expire()", () => {
  it("deletes what has expired in the last five years, and that alone", () => {
    const now = 1_800_000_000;
    const fiveYears = 5 * 365 * 24 * 60 * 60;
    const times: Plain = {
      over: now - 1,
      now,
      ahead: now + 1,
      text: "1",
      ancient: now - fiveYears,
      old: now - fiveYears + 1,
    };
    const table = aTable({ pk: "never" }, ...Object.entries(times).map(([pk, expiration]) => ({ pk, expiration })));
    expect(table.expire("expiration", now)).toBe(2);
    expect(all(table).map(({ pk }) => pk)).toEqual(["never", "now", "ahead", "text", "ancient"]);
    expect(table.expire("expiration", now)).toBe(0);
  });
});

describe("onChange()", () => {
  it("tells each change with the item before and after, until it is stopped", () => {
    const table = aTable({ pk: "a", n: 1 });
    const heard: unknown[] = [];
    const stop = table.onChange((pk, before, after) =>
      heard.push([pk, before && plainItem(before), after && plainItem(after)]),
    );
    const snapshot = table.snapshot();
    update(table, "SET n = :v", { ":v": 2 });
    refusal(() => put(table, { pk: "a" }, { ConditionExpression: "attribute_not_exists(pk)" }));
    put(table, { pk: "b", expiration: 5 });
    table.expire("expiration", 6);
    table.restore(snapshot);
    stop();
    put(table, { pk: "c" });
    expect(heard).toEqual([
      ["a", { pk: "a", n: 1 }, { pk: "a", n: 2 }],
      ["b", undefined, { pk: "b", expiration: 5 }],
      ["b", { pk: "b", expiration: 5 }, undefined],
      ["a", { pk: "a", n: 2 }, { pk: "a", n: 1 }],
    ]);
    expect(stored(table)).toEqual({ pk: "a", n: 1 });
  });
});
