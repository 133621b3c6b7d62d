import { describe, expect, it } from "vitest";
import { aTable, given, type Plain, put, refusal, tableName, written } from "./a-table.ts";

const item = {
  pk: "a",
  n: 5,
  word: "hello",
  truly: true,
  falsely: false,
  nil: null,
  blank: "",
  words: new Set(["x", "y"]),
  nums: new Set([1, 2]),
  seq: [1, "two", { three: 3 }, [4]],
  doc: { a: 1, deep: { seq: [7] }, valueOf: 1 },
  "a.b": 1,
  status: "open",
};

/** Whether a condition holds of the item. */
function holds(condition: string, values: Plain = {}, names?: Plain): boolean | string {
  const table = aTable(item);
  const { name } = refusal(() =>
    table.call("DeleteItem", {
      TableName: tableName,
      Key: { pk: { S: "a" } },
      ConditionExpression: condition,
      ...given(values),
      ...(names && { ExpressionAttributeNames: names }),
    }),
  );
  if (name === "none") return true;
  return name === "ConditionalCheckFailedException" ? false : name;
}

describe("a condition", () => {
  it.each<[boolean, string, Plain?, Plain?]>([
    [true, "n = :v", { ":v": 5 }],
    [false, "n = :v", { ":v": "5" }],
    [true, "n <> :v", { ":v": "5" }],
    [true, "word > :v", { ":v": "hell" }],
    [true, "word >= :v AND word <= :v", { ":v": "hello" }],
    [false, "word < :v", { ":v": 9 }],
    [true, ":v < n", { ":v": 4 }],
    [true, "n < doc.deep.seq[0]"],
    [true, "n BETWEEN :v AND :w", { ":v": 5, ":w": 5 }],
    [false, "word between :v and :w", { ":v": "i", ":w": "j" }],
    [true, "n IN (:v, :w, word)", { ":v": "5", ":w": 5 }],
    [false, "n IN (:v)", { ":v": 6 }],
    [true, "falsely IN (:v)", { ":v": false }],
    [true, "truly = :v", { ":v": true }],
    [false, "falsely = :v", { ":v": true }],
    [true, "nil = :v", { ":v": null }],
    [true, "seq = :v", { ":v": [1, "two", { three: 3 }, [4]] }],
    [false, "seq = :v", { ":v": [1, "two", { three: 3 }, [5]] }],
    [true, "doc.deep = :v", { ":v": { seq: [7] } }],
    [false, "doc.deep = :v", { ":v": { seq: [7], more: 1 } }],
    [true, "words = :v", { ":v": new Set(["y", "x"]) }],
    [false, "words = :v", { ":v": new Set(["x", "y", "z"]) }],
    [false, "words = nums"],
  ])("compares: %s for %s", (expected, condition, values, names) => {
    expect(holds(condition, values, names)).toBe(expected);
  });

  it.each<[boolean, string, Plain?]>([
    [false, "gone = :v", { ":v": 1 }],
    [true, "gone <> :v", { ":v": 1 }],
    [false, "gone < :v", { ":v": 1 }],
    [false, ":v >= gone", { ":v": 1 }],
    [false, "gone BETWEEN :v AND :w", { ":v": 1, ":w": 2 }],
    [false, "gone IN (:v)", { ":v": 1 }],
    [false, "gone = absent"],
    [true, "gone <> absent"],
    [false, "gone <= absent"],
    [false, "contains(gone, :v)", { ":v": 1 }],
    [false, "size(gone) = :v", { ":v": 0 }],
    [false, "size(n) = :v", { ":v": 1 }],
    [true, "attribute_not_exists(doc.toString)"],
    [true, "attribute_exists(doc.valueOf)"],
    [true, "attribute_not_exists(hasOwnProperty)"],
  ])("takes what is not there for nothing: %s for %s", (expected, condition, values) => {
    expect(holds(condition, values)).toBe(expected);
  });

  it.each<[boolean, string, Plain?]>([
    [true, "attribute_exists(nil)"],
    [false, "attribute_exists(seq[4])"],
    [true, "attribute_exists(seq[2].three)"],
    [true, "attribute_not_exists(word.x)"],
    [true, "attribute_type(falsely, :t)", { ":t": "BOOL" }],
    [true, "attribute_type(nil, :t)", { ":t": "NULL" }],
    [true, "attribute_type(nums, :t)", { ":t": "NS" }],
    [false, "attribute_type(word, :t)", { ":t": "B" }],
    [true, "begins_with(word, :v)", { ":v": "he" }],
    [false, "begins_with(word, :v)", { ":v": "ello" }],
    [true, "begins_with(word, blank)"],
    [false, "begins_with(n, :v)", { ":v": "5" }],
    [true, "begins_with(:v, word)", { ":v": "hello there" }],
    [true, "contains(word, :v)", { ":v": "ell" }],
    [true, "contains(words, :v)", { ":v": "x" }],
    [false, "contains(words, :v)", { ":v": 1 }],
    [true, "contains(nums, :v)", { ":v": 2 }],
    [true, "contains(seq, :v)", { ":v": { three: 3 } }],
    [true, "contains(seq, :v)", { ":v": [4] }],
    [false, "contains(doc, :v)", { ":v": "a" }],
    [true, "size(word) = :v", { ":v": 5 }],
    [true, "size(blank) = :v", { ":v": 0 }],
    [true, "size(seq) = size(:v)", { ":v": [0, 0, 0, 0] }],
    [true, "size(doc) = :v AND size(words) = :w", { ":v": 3, ":w": 2 }],
  ])("calls functions: %s for %s", (expected, condition, values) => {
    expect(holds(condition, values)).toBe(expected);
  });

  const [t, f] = ["n = :y", "n = :n"];
  it.each<[boolean, string]>([
    [true, `${t} OR ${f} AND ${f}`],
    [false, `(${t} OR ${f}) AND ${f}`],
    [true, `NOT ${f} AND ${t}`],
    [false, `NOT (${t} OR ${f})`],
    [true, `not not ${t} aNd (${f} oR ${t})`],
    [true, `n BETWEEN :n AND :y AND NOT ${f}`],
    [true, `(${t})AND(NOT(${f}))`],
    [true, `(n) = (:y) OR ${f}`],
  ])("binds comparisons, NOT, AND, OR in this order: %s for %s", (expected, condition) => {
    expect(holds(condition, { ":y": 5, ":n": 4 })).toBe(expected);
  });

  it.each<[boolean, string, Plain]>([
    [true, "#s = :v", { "#s": "status" }],
    [true, "attribute_exists(#dotted) OR #s <> :v", { "#dotted": "a.b", "#s": "status" }],
    [true, "#m.#d.seq[0] <> :v", { "#m": "doc", "#d": "deep" }],
    [false, "#x.b = :v", { "#x": "a" }],
  ])("takes names from the request: %s for %s", (expected, condition, names) => {
    expect(holds(condition, { ":v": "open" }, names)).toBe(expected);
  });

  it("orders words by their UTF-8 bytes", () => {
    const table = aTable({ pk: "a", word: "\u{ff5e}" });
    const isBelow = (value: string) =>
      refusal(() => put(table, { pk: "a" }, { ConditionExpression: "word < :v", ...given({ ":v": value }) })).name;
    expect(isBelow("\u{1f600}")).toBe("none");
  });

  it("sees an item that is not there as one without attributes", () => {
    const table = aTable();
    put(table, { pk: "b" }, { ConditionExpression: "attribute_not_exists(pk)" });
    expect(refusal(() => put(table, { pk: "c" }, { ConditionExpression: "attribute_exists(pk)" })).name).toBe(
      "ConditionalCheckFailedException",
    );
  });

  it("answers the item that failed it only when it is asked to, and there is one", () => {
    const table = aTable(item);
    const failing = (pk: string, more: Plain) => () =>
      put(table, { pk }, { ConditionExpression: "gone = :v", ...given({ ":v": 1 }), ...more });
    const asked = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
    expect(failing("a", asked)).toThrow(expect.objectContaining({ fields: { Item: written(item) } }));
    expect(failing("a", {})).toThrow(expect.objectContaining({ fields: {} }));
    expect(failing("z", asked)).toThrow(expect.objectContaining({ fields: {} }));
  });
});

describe("a condition that DynamoDB does not take", () => {
  it.each<[string, Plain?, Plain?]>([
    [""],
    ["n"],
    [":v", { ":v": 1 }],
    ["n = "],
    ["n == :v", { ":v": 1 }],
    ["n != :v", { ":v": 1 }],
    ["n = :v n = :v", { ":v": 1 }],
    ["(n = :v", { ":v": 1 }],
    ["((n = :v))", { ":v": 1 }],
    ["n = :v)", { ":v": 1 }],
    ["n = n"],
    ["contains(doc.a, doc.a)"],
    ["#x = #y", {}, { "#x": "n", "#y": "n" }],
    ["n IN ()"],
    ["n IN :v", { ":v": 1 }],
    ["n BETWEEN :v OR :w", { ":v": 1, ":w": 2 }],
    ["n BETWEEN :w AND :v", { ":v": 1, ":w": 2 }],
    ["n BETWEEN :v AND :w", { ":v": 1, ":w": "2" }],
    ["n BETWEEN :v AND :w", { ":v": [1], ":w": [2] }],
    ["n < :v", { ":v": [1] }],
    ["n >= :v", { ":v": true }],
    ["status = :v", { ":v": 1 }],
    ["doc.value = :v", { ":v": 1 }],
    ["_n = :v", { ":v": 1 }],
    ["n[x] = :v", { ":v": 1 }],
    ["n[-1] = :v", { ":v": 1 }],
    ["n. = :v", { ":v": 1 }],
    ["dog(n)"],
    ["Contains(n, :v)", { ":v": 1 }],
    ["toString(n)"],
    ["if_not_exists(n, :v) = :v", { ":v": 1 }],
    ["size(n)"],
    ["size(n, word) = :v", { ":v": 1 }],
    ["size(:v) = n", { ":v": 1 }],
    ["attribute_exists(n) = :v", { ":v": 1 }],
    ["attribute_exists(:v)", { ":v": 1 }],
    ["attribute_exists(size(n))"],
    ["attribute_exists(n, word)"],
    ["attribute_type(n, word)"],
    ["attribute_type(n, :v)", { ":v": "NUMBER" }],
    ["attribute_type(n, :v)", { ":v": 1 }],
    ["begins_with(word, :v)", { ":v": 1 }],
    ["n = :v AND", { ":v": 1 }],
    ["NOT"],
    ["n = :v", { ":w": 1 }],
    ["n = :v", { ":v": 1, ":w": 2 }],
    ["n = :v"],
    ["#n = :v", { ":v": 1 }],
    ["#n = :v", { ":v": 1 }, { "#n": "n", "#m": "m" }],
    ["attribute_exists(n)", {}, {}],
  ])("is refused: %s", (condition, values, names) => {
    expect(holds(condition, values, names)).toBe("ValidationException");
  });

  it.each<[string, string]>([
    ["takes more than 4 KB", `${"n = :v OR ".repeat(500)} n = :v`],
    ["asks for one of 101 values", `n IN (${Array.from({ length: 101 }, () => ":v").join(", ")})`],
  ])("is refused when it %s", (_what, condition) => {
    expect(holds(condition, { ":v": 1 })).toBe("ValidationException");
  });
});
