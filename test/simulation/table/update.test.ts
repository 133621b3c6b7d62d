import { describe, expect, it } from "vitest";
import { aTable, type Plain, refusal, stored, update, written } from "./a-table.ts";

const item = {
  pk: "a",
  n: 5,
  word: "hello",
  words: new Set(["x", "y"]),
  nums: new Set([1, 2]),
  seq: [0, 1, 2, 3, 4, 5],
  doc: { a: 1, deep: { seq: [7, { x: 8 }] } },
};

/** The attributes that an update changes, adds or (undefined) removes. */
function changes(expression: string, values: Plain = {}, names?: Plain): Plain {
  const table = aTable(item);
  update(table, expression, values, names && { ExpressionAttributeNames: names });
  const after = stored(table) ?? {};
  const all = new Set([...Object.keys(item), ...Object.keys(after)]);
  const before: Plain = item;
  const isNew = (name: string) => JSON.stringify(plain(before[name])) !== JSON.stringify(plain(after[name]));
  return Object.fromEntries([...all].filter(isNew).map((name) => [name, after[name]]));
}

const plain = (value: unknown) => (value instanceof Set ? [...value] : value);

describe("an update", () => {
  it.each<[string, Plain, Plain?]>([
    ["SET n = :v", { n: 6 }, { ":v": 6 }],
    ["SET fresh = :v, n = :w", { fresh: [1], n: "text" }, { ":v": [1], ":w": "text" }],
    ["SET fresh = word", { fresh: "hello" }],
    ["set n = n + :v", { n: 7 }, { ":v": 2 }],
    ["SET n = :v - n", { n: -3 }, { ":v": 2 }],
    ["SET n = n - :v", { n: 4.9 }, { ":v": 0.1 }],
    ["SET fresh = :v + :w", { fresh: 0.3 }, { ":v": 0.1, ":w": 0.2 }],
    ["SET n = if_not_exists(n, :v)", {}, { ":v": 1 }],
    ["SET fresh = if_not_exists(gone, :v) + :v", { fresh: 2 }, { ":v": 1 }],
    ["SET fresh = if_not_exists(gone, if_not_exists(absent, n))", { fresh: 5 }],
    ["SET fresh = list_append(doc.deep.seq, :v)", { fresh: [7, { x: 8 }, 9] }, { ":v": [9] }],
    ["SET fresh = list_append(if_not_exists(gone, :v), :v)", { fresh: [1, 1] }, { ":v": [1] }],
    ["SET doc.b = :v", { doc: { ...item.doc, b: 2 } }, { ":v": 2 }],
    ["SET doc.deep.seq[1].x = :v", { doc: { a: 1, deep: { seq: [7, { x: 9 }] } } }, { ":v": 9 }],
    ["SET doc.a = doc.deep", { doc: { a: item.doc.deep, deep: item.doc.deep } }],
    ["SET word = n, n = word", { word: 5, n: "hello" }],
    ["REMOVE n SET fresh = n", { n: undefined, fresh: 5 }],
  ])("%s sets", (expression, expected, values) => {
    expect(changes(expression, values)).toEqual(expected);
  });

  it.each<[string, readonly unknown[], Plain?]>([
    ["SET seq[1] = :v", [0, "v", 2, 3, 4, 5], { ":v": "v" }],
    ["SET seq[9] = :v, seq[7] = :w", [0, 1, 2, 3, 4, 5, "w", "v"], { ":v": "v", ":w": "w" }],
    ["SET seq[1000000000] = :v", [0, 1, 2, 3, 4, 5, "v"], { ":v": "v" }],
    ["REMOVE seq[0], seq[1], seq[2]", [3, 4, 5]],
    ["REMOVE seq[17]", [0, 1, 2, 3, 4, 5]],
    ["REMOVE seq[1] SET seq[3] = :v", [0, 2, "v", 4, 5], { ":v": "v" }],
    ["SET seq[3] = :v, seq[8] = :v REMOVE seq[1]", [0, 2, "v", 4, 5, "v"], { ":v": "v" }],
  ])("%s takes the positions of a list as they were before", (expression, expected, values) => {
    expect(changes(expression, values)["seq"] ?? item.seq).toEqual(expected);
  });

  it.each<[string, Plain, Plain?]>([
    ["REMOVE n, word", { n: undefined, word: undefined }],
    ["REMOVE gone", {}],
    ["REMOVE doc.a, doc.gone", { doc: { deep: item.doc.deep } }],
    ["REMOVE doc.deep.seq[0]", { doc: { a: 1, deep: { seq: [{ x: 8 }] } } }],
    ["DELETE words :v", { words: new Set(["y"]) }, { ":v": new Set(["x", "z"]) }],
    ["DELETE words :v", { words: undefined }, { ":v": new Set(["x", "y"]) }],
    ["DELETE gone :v", {}, { ":v": new Set([1]) }],
    ["ADD n :v", { n: 3 }, { ":v": -2 }],
    ["ADD fresh :v", { fresh: 2 }, { ":v": 2 }],
    ["ADD nums :v", { nums: new Set([1, 2, 3]) }, { ":v": new Set([2, 3]) }],
    [
      "ADD fresh :v, doc.a :w",
      { fresh: new Set(["x"]), doc: { ...item.doc, a: 3 } },
      { ":v": new Set(["x"]), ":w": 2 },
    ],
    [
      "ADD n :v DELETE nums :w SET word = :v REMOVE seq",
      { n: 6, nums: new Set([2]), word: 1, seq: undefined },
      { ":v": 1, ":w": new Set([1]) },
    ],
  ])("%s removes, adds and deletes", (expression, expected, values) => {
    expect(changes(expression, values)).toEqual(expected);
  });

  it("takes names from the request, whatever is in them", () => {
    const names = { "#d": "doc", "#x": "a.b[0]", "#s": "status" };
    expect(changes("SET #d.#x = :v, #s = #d.a", { ":v": 1 }, names)).toEqual({
      doc: { ...item.doc, "a.b[0]": 1 },
      status: 1,
    });
  });

  it("makes the item where there is none, of nothing but the key when it says nothing", () => {
    const table = aTable();
    update(table, "SET n = :v", { ":v": 1 });
    table.call("UpdateItem", { TableName: "records", Key: { pk: { S: "b" } } });
    expect([stored(table), stored(table, "b")]).toEqual([{ pk: "a", n: 1 }, { pk: "b" }]);
  });

  it.each<[string, Plain?]>([
    ["REMOVE n"],
    ["REMOVE doc.a"],
    ["REMOVE seq[0] DELETE words :v", { ":v": new Set(["x"]) }],
  ])("%s makes no item where there is none", (expression, values) => {
    const table = aTable();
    expect(update(table, expression, values, { ReturnValues: "ALL_NEW" })).toEqual({});
    expect(table.size).toBe(0);
  });

  it("forgives REMOVE a path into nothing when there is no item, and only then", () => {
    const [empty, full] = [aTable(), aTable(item)];
    update(empty, "REMOVE gone.x SET n = :v", { ":v": 1 });
    expect(stored(empty)).toEqual({ pk: "a", n: 1 });
    expect(refusal(() => update(full, "REMOVE gone.x SET n = :v", { ":v": 1 })).name).toBe("ValidationException");
  });
});

describe("ReturnValues of UpdateItem", () => {
  const table = () => aTable(item);
  it.each<[string, string, Plain | undefined]>([
    ["NONE", "SET n = :v", undefined],
    ["ALL_OLD", "SET n = :v", item],
    ["ALL_NEW", "SET n = :v", { ...item, n: 1 }],
    ["UPDATED_OLD", "SET n = :v, fresh = :v", { n: 5 }],
    ["UPDATED_NEW", "SET n = :v, fresh = :v", { n: 1, fresh: 1 }],
    ["UPDATED_OLD", "SET fresh = :v", undefined],
    ["UPDATED_NEW", "REMOVE n ADD word2 :v", { word2: 1 }],
    ["UPDATED_OLD", "SET doc.a = :v, doc.deep.seq[1].x = :v", { doc: { a: 1, deep: { seq: [{ x: 8 }] } } }],
    ["UPDATED_NEW", "SET doc.a = :v, doc.deep.seq[0] = :v", { doc: { a: 1, deep: { seq: [1] } } }],
    ["UPDATED_NEW", "SET seq[40] = :v", undefined],
    ["UPDATED_OLD", "SET seq[2] = :v, seq[0] = :v", { seq: [0, 2] }],
  ])("%s answers to %s", (ReturnValues, expression, expected) => {
    const answer = update(table(), expression, { ":v": 1 }, { ReturnValues });
    expect(answer).toEqual(expected ? { Attributes: written(expected) } : {});
  });

  it("answers no attributes of an item that was not there", () => {
    for (const ReturnValues of ["ALL_OLD", "UPDATED_OLD"]) {
      expect(update(aTable(), "SET n = :v", { ":v": 1 }, { ReturnValues })).toEqual({});
    }
  });
});

describe("an update that DynamoDB does not take", () => {
  it.each<[string, Plain?, Plain?]>([
    [""],
    ["n = :v", { ":v": 1 }],
    ["HELLO n = :v", { ":v": 1 }],
    ["SET"],
    ["SET n"],
    ["SET n = :v,", { ":v": 1 }],
    ["SET n = :v SET word = :v", { ":v": 1 }],
    ["SET n = :v REMOVE word SET fresh = :v", { ":v": 1 }],
    ["SET :v = n", { ":v": 1 }],
    ["SET n = :v + :v + :v", { ":v": 1 }],
    ["SET n = (:v)", { ":v": 1 }],
    ["SET n = if_not_exists(n, :v + :v)", { ":v": 1 }],
    ["SET status = :v", { ":v": 1 }],
    ["SET n = f(word)"],
    ["SET n = IF_NOT_EXISTS(n, :v)", { ":v": 1 }],
    ["SET n = if_not_exists(n)"],
    ["SET n = if_not_exists(:v, n)", { ":v": 1 }],
    ["SET n = size(word)"],
    ["SET fresh = list_append(list_append(seq, seq), seq)"],
    ["SET fresh = list_append(seq, :v)", { ":v": 1 }],
    ["SET fresh = :v + :v", { ":v": "1" }],
    ["REMOVE n = :v", { ":v": 1 }],
    ["ADD n word"],
    ["ADD n :v", { ":v": "1" }],
    ["ADD seq :v", { ":v": [1] }],
    ["DELETE words :v", { ":v": "x" }],
    ["DELETE n :v", { ":v": 1 }],
    ["SET n = :v, n = :v", { ":v": 1 }],
    ["SET doc = :v REMOVE doc.a", { ":v": 1 }],
    ["SET doc.deep.seq[0] = :v, doc.deep = :v", { ":v": 1 }],
    ["SET doc.a = :v, doc[0] = :v", { ":v": 1 }],
    ["SET #x = :v REMOVE #y.a", { ":v": 1 }, { "#x": "doc", "#y": "doc" }],
    ["SET n = :v", { ":w": 1 }],
    ["SET n = :v", { ":v": 1, ":w": 1 }],
    ["SET #n = :v", { ":v": 1 }],
    ["SET n = :v", { ":v": 1 }, { "#n": "n" }],
    ["SET pk = :v", { ":v": "b" }],
    ["REMOVE pk"],
    ["SET #k = :v", { ":v": "b" }, { "#k": "pk" }],
    ["SET pk.a = :v", { ":v": 1 }],
    ["SET inFlight.a = :v", { ":v": 1 }],
    ["SET inFlight = :v", { ":v": 1 }],
    ["SET inFlight = n"],
    ["SET inFlight = :v", { ":v": "" }],
    ["ADD inFlight :v", { ":v": 1 }],
    ["DELETE inFlightSince :v", { ":v": new Set([1]) }],
    ["SET inFlightSince = if_not_exists(gone, :v)", { ":v": "1" }],
    ["SET inFlight = word + :v", { ":v": 1 }],
  ])("is refused whatever the item: %s", (expression, values, names) => {
    expect(refusal(() => changes(expression, values, names)).name).toBe("ValidationException");
  });

  it.each<[string, Plain?]>([
    ["SET fresh = gone"],
    ["SET fresh = :v, other = fresh", { ":v": 1 }],
    ["SET fresh = word + :v", { ":v": 1 }],
    ["SET fresh = gone + :v", { ":v": 1 }],
    ["SET fresh = list_append(gone, seq)"],
    ["SET fresh = list_append(word, seq)"],
    ["SET gone.a = :v", { ":v": 1 }],
    ["SET word.a = :v", { ":v": 1 }],
    ["SET seq.a = :v", { ":v": 1 }],
    ["SET doc[0] = :v", { ":v": 1 }],
    ["REMOVE word[0]"],
    ["REMOVE gone.a"],
    ["DELETE gone.a :v", { ":v": new Set(["x"]) }],
    ["ADD word :v", { ":v": 1 }],
    ["ADD words :v", { ":v": new Set([1]) }],
    ["ADD seq :v", { ":v": new Set([1]) }],
    ["DELETE nums :v", { ":v": new Set(["x"]) }],
    ["DELETE n :v", { ":v": new Set([1]) }],
    ["SET inFlightSince = word"],
  ])("is refused for this item, which stays as it is: %s", (expression, values) => {
    const table = aTable(item);
    expect(refusal(() => update(table, expression, values)).name).toBe("ValidationException");
    expect(stored(table)).toEqual(item);
  });
});
