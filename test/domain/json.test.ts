import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listAt, messageBytesMax, nestingMax, objectOf, parseJson, textAt, valueAt } from "#domain/json.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("parseJson()", () => {
  it("answers what JSON.parse answers when the text is JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        expect(parseJson(text)).toEqual({ kind: "json", value: JSON.parse(text) });
      }),
    );
  });

  it("skips a byte order mark", () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ kind: "json", value: { a: 1 } });
  });

  it("takes the last one when a key is given twice", () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ kind: "json", value: { a: 2 } });
  });

  it("does not count brackets when they stand in a string", () => {
    expect(parseJson(JSON.stringify(["[".repeat(1_000), '\\"[[', "\\"])).kind).toBe("json");
  });

  it.each([
    ["invalid-json", "nothing", ""],
    ["invalid-json", "half an object", '{"a":'],
    ["invalid-json", "two documents", "{}{}"],
    ["invalid-json", "an unterminated string", '"[[[['],
    ["nested-too-deep", "65 levels", nested(nestingMax + 1)],
    ["nested-too-deep", "10,000 levels", nested(10_000)],
    ["nested-too-deep", "10,000 objects", '{"a":'.repeat(10_000)],
    ["finding-too-large", "more than SQS carries", " ".repeat(messageBytesMax + 1)],
  ])("rejects as %s when given %s", (reason, _, text) => {
    expect(parseJson(text)).toMatchObject({ kind: "rejected", rejection: { reason } });
  });

  it("reads 64 levels", () => {
    expect(parseJson(nested(nestingMax)).kind).toBe("json");
  });

  it("does not quote the text when it rejects it", () => {
    expect(JSON.stringify(parseJson('{"secret-value'))).not.toContain("secret");
  });
});

describe("valueAt()", () => {
  it.each(["__proto__", "constructor", "toString"])("sees no inherited member when asked for %s", (key) => {
    expect(valueAt({}, key)).toBeUndefined();
  });

  it("sees __proto__ when the text has it as a key, and changes nothing else", () => {
    const parsed = JSON.parse('{"__proto__":{"polluted":true},"a":{"b":1}}');
    expect([valueAt(parsed, "__proto__", "polluted"), valueAt(parsed, "a", "b"), valueAt({}, "polluted")]).toEqual([
      true,
      1,
      undefined,
    ]);
  });
});

describe("textAt()", () => {
  it.each([
    ["a text", { a: { b: "x" } }, "x"],
    ["a lone surrogate", { a: { b: "x\udc00" } }, "x\ufffd"],
    ["a blank text", { a: { b: "  " } }, undefined],
    ["a number", { a: { b: 1 } }, undefined],
    ["a broken path", { a: [{ b: "x" }] }, undefined],
    ["nothing", null, undefined],
  ])("answers for %s", (_, value, text) => {
    expect(textAt(value, "a", "b")).toBe(text);
  });
});

describe("listAt() and objectOf()", () => {
  it("answer nothing when the value is of another kind", () => {
    expect([listAt({ a: {} }, "a"), listAt({ a: [1] }, "a"), objectOf([]), objectOf(null)]).toEqual([
      [],
      [1],
      undefined,
      undefined,
    ]);
  });
});
