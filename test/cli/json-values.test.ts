import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonValues } from "#cli/json-values.ts";

const value = (value: unknown) => ({ kind: "value", value });
const unreadable = { kind: "unreadable" };

describe("jsonValues()", () => {
  it.each([
    { what: "an object", text: '{"a":1}', found: [value({ a: 1 })] },
    { what: "a pretty object", text: '{\n  "a": 1\n}\n', found: [value({ a: 1 })] },
    { what: "an array", text: '[{"a":1},2]', found: [value({ a: 1 }), value(2)] },
    { what: "an empty array", text: "[]", found: [] },
    { what: "a scalar", text: "42", found: [value(42)] },
    { what: "NDJSON", text: '{"a":1}\n{"a":2}\n', found: [value({ a: 1 }), value({ a: 2 })] },
    {
      what: "NDJSON with CRLF and blank lines",
      text: '\r\n{"a":1}\r\n  \r\n{"a":2}',
      found: [value({ a: 1 }), value({ a: 2 })],
    },
    { what: "NDJSON of arrays", text: '[{"a":1}]\n[{"a":2},3]', found: [value({ a: 1 }), value({ a: 2 }), value(3)] },
    { what: "a byte order mark", text: '\uFEFF{"a":1}', found: [value({ a: 1 })] },
    {
      what: "NDJSON with a byte order mark",
      text: '\uFEFF{"a":1}\n{"a":2}',
      found: [value({ a: 1 }), value({ a: 2 })],
    },
    {
      what: "a broken line among others",
      text: '{"a":1}\n{"a":\n{"a":3}',
      found: [value({ a: 1 }), unreadable, value({ a: 3 })],
    },
    { what: "no JSON at all", text: "hello\nworld", found: [unreadable] },
    { what: "a document cut off", text: '{\n  "list": [\n    "a",\n    1\n', found: [unreadable] },
    { what: "a document with empty lists, cut off", text: '{\n"a":\n[]\n,\n', found: [unreadable] },
    { what: "nothing", text: "", found: [] },
    { what: "blanks", text: " \r\n\t\n", found: [] },
    { what: "a mark alone", text: "\uFEFF\n", found: [] },
  ])("finds the values of $what", ({ text, found }) => {
    expect(jsonValues(text)).toEqual(found);
  });

  it("keeps keys such as __proto__ as they are", () => {
    const [found] = jsonValues('{"__proto__":{"a":1}}');
    expect(found?.kind === "value" && Object.keys(found.value as object)).toEqual(["__proto__"]);
  });

  it("finds what was written, one value a line, however it is written", () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(objects, (all) => {
        const expected = all.map((each) => value(JSON.parse(JSON.stringify(each))));
        expect(jsonValues(all.map((each) => JSON.stringify(each)).join("\n"))).toEqual(expected);
        expect(jsonValues(JSON.stringify(all, null, 2))).toEqual(expected);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => Array.isArray(jsonValues(text))));
    expect(jsonValues("[".repeat(1_000_000))).toEqual([unreadable]);
  });
});
