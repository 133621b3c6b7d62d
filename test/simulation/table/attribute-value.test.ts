import { describe, expect, it } from "vitest";
import { aTable, put, refusal, stored, tableName, written } from "./a-table.ts";

const putAttribute = (value: unknown) =>
  aTable().call("PutItem", { TableName: tableName, Item: { pk: { S: "a" }, value } });

describe("an item", () => {
  it("comes back as it was put, whatever it holds", () => {
    const item = {
      pk: "a",
      text: "é\u{1f600}",
      empty: "",
      number: -1.5,
      yes: true,
      no: false,
      nothing: null,
      list: [1, [], {}, "two", null],
      map: { deep: { er: [{ x: 1 }] }, constructor: "c", "": 0 },
      texts: new Set(["b", "a"]),
      numbers: new Set([3, 1.5]),
      toString: "t",
    };
    const table = aTable(item);
    const Key = { pk: { S: "a" } };
    expect(table.call("GetItem", { TableName: tableName, Key })).toEqual({ Item: written(item) });
    expect(stored(table)).toEqual(item);
  });

  it("has nothing in common with the objects of those who put it or read it", () => {
    const Item = written({ pk: "a", list: [1], map: { x: 1 }, texts: new Set(["a"]) });
    const before = structuredClone(Item);
    const table = aTable();
    const request = { TableName: tableName, Item, ReturnValues: "ALL_OLD" };
    table.call("PutItem", request);
    const read = () => table.call("GetItem", { TableName: tableName, Key: { pk: { S: "a" } } });
    const spoil = (held: unknown): void => {
      if (typeof held !== "object" || held === null) return;
      Object.values(held).forEach(spoil);
      if (Array.isArray(held)) held.push({ S: "spoilt" });
      else Object.assign(held, { S: "spoilt" });
    };
    spoil(Item);
    spoil(read());
    expect(read()).toEqual({ Item: before });
    spoil(table.call("PutItem", { ...request, Item: structuredClone(before) }));
    spoil(table.call("Scan", { TableName: tableName }));
    expect(read()).toEqual({ Item: before });
  });

  it.each([
    ["no type", {}],
    ["two types", { S: "a", N: "1" }],
    ["an unknown type", { X: "a" }],
    ["binary", { B: "YQ==" }],
    ["a binary set", { BS: ["YQ=="] }],
    ["no number", { N: "one" }],
    ["NULL that is false", { NULL: false }],
    ["an empty set", { SS: [] }],
    ["an empty number set", { NS: [] }],
    ["a set with a text twice", { SS: ["a", "a"] }],
    ["a set with a number twice", { NS: ["1", "1.0"] }],
    ["no type, deep down", { M: { x: { L: [{}] } } }],
    ["33 levels", Array.from({ length: 32 }).reduce<object>((inner) => ({ L: [inner] }), { S: "deep" })],
    ["a name that no object can have", { M: JSON.parse('{"__proto__":{"S":"x"}}') }],
  ])("is refused with %s", (_what, value) => {
    expect(refusal(() => putAttribute(value)).name).toBe("ValidationException");
  });

  it.each([
    ["a text", "a"],
    ["nothing", null],
    ["a number as text", { S: 5 }],
    ["a number that is no text", { N: 5 }],
    ["a text as boolean", { BOOL: "true" }],
    ["a map that is a list", { M: [] }],
    ["a list that is a map", { L: {} }],
    ["a set of lists", { SS: [["a"]] }],
  ])("is unreadable with %s for a value", (_what, value) => {
    expect(refusal(() => putAttribute(value)).name).toBe("SerializationException");
  });

  it("may be 32 levels deep", () => {
    const deep = Array.from({ length: 31 }).reduce<object>((inner) => ({ M: { x: inner } }), { S: "deep" });
    expect(putAttribute(deep)).toEqual({});
  });

  it("leaves out what is undefined, as the SDK does", () => {
    const table = aTable();
    table.call("PutItem", {
      TableName: tableName,
      Item: { pk: { S: "a" }, x: undefined, y: { S: "y", N: undefined } },
    });
    expect(stored(table)).toEqual({ pk: "a", y: "y" });
  });
});

describe("a key", () => {
  it.each([
    ["is missing", { n: 1 }],
    ["is empty", { pk: "" }],
    ["is a number", { pk: 1 }],
    ["is longer than 2,048 bytes", { pk: "é".repeat(1_025) }],
    ["of an index is empty", { pk: "a", inFlight: "" }],
    ["of an index is of another type", { pk: "a", inFlightSince: "1" }],
    ["of an index is longer than 2,048 bytes", { pk: "a", inFlight: "x".repeat(2_049) }],
  ])("is refused when it %s", (_what, item) => {
    expect(refusal(() => put(aTable(), item)).name).toBe("ValidationException");
  });

  it("may have 2,048 bytes", () => {
    expect(put(aTable(), { pk: "é".repeat(1_024) })).toEqual({});
  });

  it.each([
    ["GetItem", {}],
    ["DeleteItem", {}],
    ["UpdateItem", { UpdateExpression: "SET n = :v", ExpressionAttributeValues: { ":v": { N: "1" } } }],
  ])("of %s is the table's and nothing else", (operation, more) => {
    for (const Key of [undefined, {}, { n: { S: "a" } }, { pk: { N: "1" } }, { pk: { S: "a" }, n: { S: "b" } }]) {
      const call = () => aTable().call(operation, { TableName: tableName, ...(Key && { Key }), ...more });
      expect(refusal(call).name).toBe("ValidationException");
    }
  });
});
