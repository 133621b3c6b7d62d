import { describe, expect, it } from "vitest";
import { isTooLarge, itemBytes, itemBytesMax } from "#simulation/table/item-size.ts";
import type { Item, Value } from "#simulation/table/value.ts";
import { aTable, put, refusal, stored, tableName, update, written } from "./a-table.ts";

const anItem = (attributes: Readonly<Record<string, Value>>): Item => new Map(Object.entries(attributes));

describe("itemBytes()", () => {
  it.each<[number, string, Item]>([
    [3, "a text and its name", anItem({ pk: "a" })],
    [6, "UTF-8", anItem({ é: "\u{1f600}" })],
    [1 + 3, "a number of three digits", anItem({ n: 123 })],
    [1 + 3, "a number without its zeros", anItem({ n: 0.0012_3 })],
    [1 + 3, "a negative number", anItem({ n: -100 })],
    [1 + 1, "zero", anItem({ n: 0 })],
    [2 + 2, "a boolean and nothing", anItem({ b: true, n: null })],
    [1 + 3 + 2 + 4, "a list", anItem({ l: ["abc", true] })],
    [1 + 3 + 1 + 4, "a map", anItem({ m: new Map([["key", true]]) })],
    [1 + 3, "a set", anItem({ s: new Set(["ab", "c"]) })],
  ])("is %s for %s", (bytes, _what, item) => {
    expect(itemBytes(item)).toBe(bytes);
  });
});

describe("an item of 400 KB", () => {
  const textOf = (bytes: number) => "x".repeat(bytes - "pk".length - "a".length - "t".length);

  it("is the largest that is taken", () => {
    const table = aTable({ pk: "a", t: textOf(itemBytesMax) });
    expect(refusal(() => put(table, { pk: "a", t: textOf(itemBytesMax + 1) }))).toEqual({
      name: "ValidationException",
      message: "Item size has exceeded the maximum allowed size",
    });
    expect(refusal(() => update(table, "SET n = :v", { ":v": 1 }))).toEqual({
      name: "ValidationException",
      message: "Item size to update has exceeded the maximum allowed size",
    });
    const request = {
      RequestItems: { [tableName]: [{ PutRequest: { Item: written({ pk: "b", t: textOf(itemBytesMax + 1) }) } }] },
    };
    expect(refusal(() => table.call("BatchWriteItem", request)).name).toBe("ValidationException");
    expect(Object.keys(stored(table) ?? {})).toEqual(["pk", "t"]);
  });

  it("is counted in bytes of UTF-8", () => {
    const bytes = itemBytesMax - "pkat".length;
    expect(isTooLarge(anItem({ pk: "a", t: "é".repeat(bytes / 2) }))).toBe(false);
    expect(isTooLarge(anItem({ pk: "a", t: "é".repeat(bytes / 2 + 1) }))).toBe(true);
  });
});
