import { describe, expect, it } from "vitest";
import { aTable, type Plain, refusal, stored, tableName, written } from "./a-table.ts";

const keys = (count: number) => Array.from({ length: count }, (_, n) => written({ pk: `k${n}` }));
const asking = (request: unknown) => ({ RequestItems: { [tableName]: request } });

describe("BatchGetItem", () => {
  const items = ["k0", "k1", "k2"].map((pk, n) => ({ pk, n, doc: { x: n } }));

  it("answers what is there, in another order than asked", () => {
    expect(aTable(...items).call("BatchGetItem", asking({ Keys: keys(5), ConsistentRead: true }))).toEqual({
      Responses: { [tableName]: items.toReversed().map(written) },
      UnprocessedKeys: {},
    });
    expect(aTable().call("BatchGetItem", asking({ Keys: keys(1) }))).toEqual({
      Responses: { [tableName]: [] },
      UnprocessedKeys: {},
    });
  });

  it("answers the attributes that it is asked for", () => {
    const request = { Keys: keys(1), ProjectionExpression: "#d.x", ExpressionAttributeNames: { "#d": "doc" } };
    expect(aTable(...items).call("BatchGetItem", asking(request))).toMatchObject({
      Responses: { [tableName]: [written({ doc: { x: 0 } })] },
    });
  });

  it("reads 100 keys at most, each once", () => {
    expect(aTable().call("BatchGetItem", asking({ Keys: keys(100) }))).toMatchObject({ UnprocessedKeys: {} });
    for (const Keys of [keys(101), [], [...keys(2), ...keys(1)], [written({ n: 1 })]]) {
      expect(refusal(() => aTable().call("BatchGetItem", asking({ Keys }))).name).toBe("ValidationException");
    }
  });

  it("gives back the keys of what is more than 16 MB", () => {
    const large = Array.from({ length: 60 }, (_, n) => ({ pk: `k${n}`, t: "x".repeat(390_000) }));
    const answer = aTable(...large).call("BatchGetItem", asking({ Keys: keys(60), ConsistentRead: true }));
    const { Responses, UnprocessedKeys } = answer as { Responses: Plain; UnprocessedKeys: Plain };
    expect([Responses[tableName]]).toEqual([expect.objectContaining({ length: 43 })]);
    expect(UnprocessedKeys).toEqual({ [tableName]: { ConsistentRead: true, Keys: keys(17).toReversed() } });
  });
});

describe("BatchWriteItem", () => {
  const put = (pk: string) => ({ PutRequest: { Item: written({ pk, n: 2 }) } });
  const remove = (pk: string) => ({ DeleteRequest: { Key: written({ pk }) } });

  it("puts and deletes", () => {
    const table = aTable({ pk: "a", n: 1, more: 1 }, { pk: "b", n: 1 });
    expect(table.call("BatchWriteItem", asking([put("a"), remove("b"), remove("c"), put("d")]))).toEqual({
      UnprocessedItems: {},
    });
    expect(["a", "b", "d"].map((pk) => stored(table, pk))).toEqual([{ pk: "a", n: 2 }, undefined, { pk: "d", n: 2 }]);
  });

  it.each([
    ["has none", []],
    ["has more than 25", Array.from({ length: 26 }, (_, n) => put(`k${n}`))],
    ["writes a key twice", [put("a"), remove("a")]],
    ["has one that is neither put nor deletion", [put("a"), {}]],
    ["has one that is both", [{ ...put("a"), ...remove("b") }]],
    ["has a condition", [{ PutRequest: { Item: written({ pk: "a" }), ConditionExpression: "attribute_exists(pk)" } }]],
    ["has an item without key", [put("a"), { PutRequest: { Item: written({ n: 1 }) } }]],
    ["has a key that is none", [put("a"), { DeleteRequest: { Key: written({ n: 1 }) } }]],
  ])("is refused, and writes nothing, when it %s", (_what, requests) => {
    const table = aTable();
    expect(refusal(() => table.call("BatchWriteItem", asking(requests))).name).toBe("ValidationException");
    expect(table.size).toBe(0);
  });

  it("takes 25 requests", () => {
    const table = aTable();
    table.call("BatchWriteItem", asking(Array.from({ length: 25 }, (_, n) => put(`k${n}`))));
    expect(table.size).toBe(25);
  });
});

describe("a batch", () => {
  it.each([
    ["BatchGetItem", { Keys: keys(1) }],
    ["BatchWriteItem", [{ DeleteRequest: { Key: written({ pk: "a" }) } }]],
  ])("%s is of this one table", (operation, request) => {
    const call = (RequestItems: Plain) => refusal(() => aTable().call(operation, { RequestItems })).name;
    expect(call({ other: request })).toBe("ResourceNotFoundException");
    expect(call({ [tableName]: request, other: request })).toBe("ValidationException");
    expect(call({})).toBe("ValidationException");
  });
});
