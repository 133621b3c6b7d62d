import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, cutText, escapeInvisible } from "#domain/text.ts";

describe("cleanText()", () => {
  it.each([
    ["control characters", "a\r\nb\u0000c\u001b[31m", "a b c [31m"],
    ["C1 controls", "a\u0085b\u009bc", "a b c"],
    ["directional overrides", "a\u202eb\u2066c\u200fd", "a b c d"],
    ["zero-width characters", "a\u200bb\u2060c\ufeffd", "a b c d"],
    ["tag characters", "a\u{e0041}b", "a b"],
    ["line separators", "a\u2028b\u2029c", "a b c"],
    ["runs of white space", "  a \t b\u00a0 ", "a b"],
    ["lone surrogates", "a\ud800b", "a\ufffdb"],
    ["nothing to clean", "Äpfel 🍎", "Äpfel 🍎"],
  ])("shows one harmless line when given %s", (_, text, clean) => {
    expect(cleanText(text, 160)).toBe(clean);
  });

  it("is bounded, well-formed and idempotent when given any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const clean = cleanText(text, length);
        expect(clean.length).toBeLessThanOrEqual(length);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean, length)).toBe(clean);
      }),
    );
  });
});

describe("cutText()", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["a🍎b", 2, "a"],
    ["a🍎b", 3, "a🍎"],
  ])("keeps %j to %i units without splitting a code point", (text, length, cut) => {
    expect(cutText(text, length)).toBe(cut);
  });
});

describe("escapeInvisible()", () => {
  it("escapes what a terminal would act on, and leaves lines, tabs and everything visible", () => {
    expect(escapeInvisible("é\n\t\u001b[31m\u202e\u{E0041}")).toBe("é\n\t\\u001b[31m\\u202e\\udb40\\udc41");
  });

  it("leaves JSON the same JSON", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(JSON.parse(escapeInvisible(JSON.stringify({ text })))).toEqual({ text });
      }),
    );
  });
});
