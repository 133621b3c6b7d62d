import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern } from "#local/event-pattern/compile-pattern.ts";
import { InvalidEventPattern } from "#local/event-pattern/invalid-event-pattern.ts";

const x = (...alternatives: unknown[]) => ({ detail: { x: alternatives } });

/** Alternatives for one field, values it accepts, values it rejects; `undefined` is an absent field. */
const table: [string, unknown[], unknown[], unknown[]][] = [
  ["exact string", ["a", "b"], ["a", "b", ["z", "b"]], ["A", "ab", 1, null, undefined]],
  ["exact number", [1], [1, [0, 1]], ["1", 1.5, true, undefined]],
  ["null and booleans", [null, true], [null, true], ["null", "true", false, 0, undefined]],
  ["exact address", ["2001:db8::1", "10.0.0.1"], ["2001:0DB8:0:0:0:0:0:1", "10.0.0.1"], ["2001:db8::2", "10.0.0.2"]],
  ["prefix", [{ prefix: "ab" }], ["ab", "abc"], ["a", "xab", "Ab", 1]],
  ["suffix", [{ suffix: ".png" }], [".png", "a.png"], ["png", "a.PNG"]],
  ["equals-ignore-case", [{ "equals-ignore-case": "Straße.1" }], ["straSSe.1", "STRAßE.1"], ["strasse11", "xstraße.1"]],
  ["prefix in any case", [{ prefix: { "equals-ignore-case": "Ab" } }], ["aB", "ABc"], ["xab"]],
  ["suffix in any case", [{ suffix: { "equals-ignore-case": "Bc" } }], ["aBC", "bc"], ["bcx"]],
  ["wildcard", [{ wildcard: "a*b\\*c*" }], ["ab*c", "aXbb*cY"], ["abc", "xab*c", 1]],
  ["wildcard whose ends overlap", [{ wildcard: "ab*ba" }], ["abba", "abxba"], ["aba"]],
  ["numeric", [{ numeric: [">=", 4, "<", 7] }], [4, 6.9, [0, 5]], [3.9, 7, "5", null]],
  ["numeric =", [{ numeric: ["=", 3.0] }], [3], [3.1, "3"]],
  ["cidr", [{ cidr: "10.0.0.0/24" }], ["10.0.0.0", "10.0.0.255"], ["10.0.1.0", "10.0.0.256", "x", 1]],
  ["cidr of IPv6", [{ cidr: "2001:db8::/32" }], ["2001:db8:ffff::1"], ["2001:db9::", "10.0.0.1"]],
  ["anything-but", [{ "anything-but": ["a", "b"] }], ["c", 1, null], ["a", "b", undefined]],
  ["anything-but numbers", [{ "anything-but": 1 }], [2, "1"], [1, undefined]],
  ["anything-but prefix", [{ "anything-but": { prefix: ["a", "b"] } }], ["c", 1, null], ["ab", "b", undefined]],
  ["anything-but wildcard", [{ "anything-but": { wildcard: "a*" } }], ["ba"], ["ab"]],
  ["exists", [{ exists: true }], [0, null, [1]], [undefined, [], {}, { y: 1 }]],
  ["exists false", [{ exists: false }], [undefined, [], {}, { y: 1 }], [0, null, [1]]],
  ["absent or another", [{ exists: false }, { "anything-but": "done" }], [undefined, "open"], ["done"]],
];

describe.each(table)("compilePattern() with %s", (_name, alternatives, accepted, rejected) => {
  const matches = compilePattern(x(...alternatives));
  const event = (value: unknown) => ({ detail: value === undefined ? {} : { x: value } });
  it.each(accepted.map((value) => [value]))("accepts %j", (value) => expect(matches(event(value))).toBe(true));
  it.each(rejected.map((value) => [value]))("rejects %j", (value) => expect(matches(event(value))).toBe(false));
});

const consistency: [string, unknown, unknown, boolean][] = [
  ["both fields in one element", { f: { a: [1], b: [2] } }, { f: [{ a: 0 }, { a: 1, b: 2 }] }, true],
  ["fields in different elements", { f: { a: [1], b: [2] } }, { f: [{ a: 1 }, { b: 2 }] }, false],
  ["inner arrays of one element", { f: { g: { a: [1], b: [2] } } }, { f: [{ g: [{ a: 1 }, { b: 2 }] }] }, false],
  ["two arrays side by side", { f: { a: [1] }, g: { b: [2] } }, { f: [{ a: 1 }], g: [{ b: 0 }, { b: 2 }] }, true],
  ["exists false with a value elsewhere", { f: { a: [{ exists: false }] } }, { f: [{ b: 1 }, { a: 1 }] }, false],
  ["a dotted name", { f: { a: [1] } }, { "f.a": 1 }, true],
  ["$or", { c: [3], $or: [{ a: [1] }, { b: [2] }] }, { c: 3, b: 2 }, true],
  ["$or with neither", { c: [3], $or: [{ a: [1] }, { b: [2] }] }, { c: 3, b: 1 }, false],
  ["$or inside an array", { f: { c: [3], $or: [{ a: [1] }, { b: [2] }] } }, { f: [{ c: 3 }, { b: 2 }] }, false],
  ["a key named __proto__", JSON.parse('{"a":{"__proto__":[1]}}'), JSON.parse('{"a":{"__proto__":1}}'), true],
];

it.each(consistency)("compilePattern() decides %s", (_name, pattern, event, matches) => {
  expect(compilePattern(pattern)(event)).toBe(matches);
});

const invalid: [string, unknown, string][] = [
  ["no object", ["a"], "no JSON object"],
  ["a bare value", { a: "b" }, '"a" is a bare value'],
  ["an empty pattern", {}, "empty object"],
  ["an empty array", { a: [] }, "empty array"],
  ["an unknown operator", { a: [{ regex: "x" }] }, '"regex"'],
  ["two operators in one", { a: [{ prefix: "x", suffix: "y" }] }, "one operator"],
  ["a nested array", { a: [["b"]] }, "one operator"],
  ["exists with a string", { a: [{ exists: "true" }] }, "want a boolean"],
  ["a mask of 32", { a: [{ cidr: "10.0.0.1/32" }] }, "below 32"],
  ["a range upside down", { a: [{ numeric: [">", 2, "<", 1] }] }, "upside down"],
  ["a numeric string", { a: [{ numeric: ["=", "1"] }] }, "want a number"],
  ["consecutive wildcards", { a: [{ wildcard: "a**" }] }, "consecutive"],
  ["a bad escape", { a: [{ wildcard: "a\\b" }] }, "escapes"],
  ["mixed anything-but", { a: [{ "anything-but": ["a", 1] }] }, "numbers only"],
  ["anything-but null", { a: [{ "anything-but": null }] }, "numbers only"],
  ["one $or alternative", { $or: [{ a: [1] }] }, "at least two"],
  ["a reserved name in $or", { $or: [{ prefix: ["a"] }, { b: [1] }] }, "reserved name"],
  ["a field inside and outside $or", { a: [1], $or: [{ a: [2] }, { b: [1] }] }, "tested twice"],
];

it.each(invalid)("compilePattern() refuses %s", (_name, pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(InvalidEventPattern);
  expect(() => compilePattern(pattern)).toThrow(message);
});

it("compilePattern() accepts an event exactly when its own leaves are the pattern", () => {
  const key = fc
    .string({ minLength: 1 })
    .filter((text) => !text.includes(".") && text !== "$or" && text !== "__proto__");
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const flat = fc.dictionary(key, leaf, { minKeys: 1 });
  fc.assert(
    fc.property(flat, leaf, (event, other) => {
      const pattern = Object.fromEntries(Object.entries(event).map(([name, value]) => [name, [value]]));
      const [first = ""] = Object.keys(event);
      expect(compilePattern(pattern)(event)).toBe(true);
      if (other !== event[first]) expect(compilePattern(pattern)({ ...event, [first]: other })).toBe(false);
    }),
  );
});

it("compilePattern() answers like a regular expression when the operator is wildcard", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*") });
  const glob = text.filter((candidate) => !candidate.includes("**"));
  fc.assert(
    fc.property(glob, text, (pattern, value) => {
      const regExp = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
      expect(compilePattern({ x: [{ wildcard: pattern }] })({ x: value })).toBe(regExp.test(value));
    }),
  );
});

it("compilePattern() stands very deep and very wide events", () => {
  const deep = JSON.parse(`${"[".repeat(10_000)}1${"]".repeat(10_000)}`);
  const wide = Array.from({ length: 3000 }, (_, a) => ({ a, b: a + 1 }));
  expect(compilePattern({ x: [1] })({ x: deep })).toBe(true);
  const pattern = { x: { a: [{ exists: true }], b: [3000] }, y: { a: [{ exists: true }], b: [-1] } };
  expect(compilePattern(pattern)({ x: wide, y: wide })).toBe(false);
});
