import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinWithin } from "#domain/item-list.ts";

describe("joinWithin()", () => {
  it.each([
    [["a", "b", "c"], 10, 0, "a; b; c"],
    [["aaaa", "bbbb", "cccc"], 15, 0, "aaaa; +2 more"],
    [["aaaa", "bbbb"], 30, 7, "aaaa; bbbb; +7 more"],
    [["aaaaaaaaaa"], 6, 0, "aaaaa…"],
    [[], 10, 0, ""],
    [[], 10, 3, "… +3 more"],
  ])("joins %j within %i characters (%i hidden) as %j", (items, charsMax, hidden, expected) => {
    expect(joinWithin(items, "; ", charsMax, hidden)).toBe(expected);
  });

  it("accounts for every item, and never outgrows its room", () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 9 }));
    fc.assert(
      fc.property(names, fc.integer({ min: 20, max: 120 }), (items, charsMax) => {
        const text = joinWithin(items, "; ", charsMax);
        const more = Number(/\+(\d+) more$/.exec(text)?.[1] ?? 0);
        const shown = text.split("; ").filter((item) => item !== "" && !item.startsWith("+")).length;
        expect(text.length).toBeLessThanOrEqual(charsMax);
        expect(shown + more).toBe(items.length);
      }),
    );
  });
});
