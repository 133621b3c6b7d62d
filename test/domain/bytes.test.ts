import { expect, it } from "vitest";
import { jsonBytes } from "#domain/bytes.ts";

it.each([
  ["a letter", "a", 1],
  ["a quote", '"', 2],
  ["a line break", "\n", 2],
  ["another control character", "\u0001", 6],
  ["an umlaut", "ü", 2],
  ["a kanji", "探", 3],
  ["an emoji", "🔎", 4],
  ["a lone surrogate", "\ud83d", 6],
])("jsonBytes() counts %s as it is escaped", (_what, text, bytes) => {
  expect(jsonBytes(text)).toBe(2 + bytes);
});

it("jsonBytes() counts keys, brackets and separators of an object", () => {
  expect(jsonBytes({ v: 1, groups: [] })).toBe('{"v":1,"groups":[]}'.length);
});
