import { expect, it } from "vitest";
import { durationInWords } from "#domain/duration.ts";

it.each([
  { ms: -5_000, words: "0 s" },
  { ms: 59_999, words: "59 s" },
  { ms: 60_000, words: "1 min" },
  { ms: 3_599_999, words: "59 min" },
  { ms: 47 * 3_600_000, words: "47 h" },
  { ms: 48 * 3_600_000, words: "2 d" },
])("durationInWords($ms) is $words", ({ ms, words }) => {
  expect(durationInWords(ms)).toBe(words);
});
