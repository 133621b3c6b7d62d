import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertJson } from "#domain/inert-json.ts";
import { showsOnly, treacherousText } from "#test/hostile/corpus.ts";

describe("inertJson()", () => {
  it("is the same value, and holds nothing that a page or a terminal acts on", () => {
    fc.assert(
      fc.property(fc.dictionary(treacherousText, fc.array(treacherousText)), (value) => {
        const json = inertJson(value);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(json).not.toMatch(/[<>&\n\u2028\u2029]/);
        expect(showsOnly(json)).toEqual([]);
      }),
    );
  });

  it("keeps lone surrogates", () => {
    expect(JSON.parse(inertJson(["\ud800", "\udc00x"]))).toEqual(["\ud800", "\udc00x"]);
  });

  it.each(["<", "\u2028", "\u{e0041}", "\ud800", "中", "\0"])("needs at most six bytes a unit: %j", (unit) => {
    const bytes = Buffer.byteLength(inertJson([unit.repeat(1_000)]), "utf8");
    expect(bytes).toBeLessThanOrEqual(6_000 * unit.length + 4);
  });
});
