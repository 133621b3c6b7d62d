import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batches } from "#adapters/partial-send.ts";

describe("batches()", () => {
  it("keeps order and limits, loses nothing, and splits no item", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 10 }), (items, countMax) => {
        const all = batches(items, countMax, 30, (item) => item);
        expect(all.flat()).toEqual(items);
        for (const batch of all) {
          expect(batch.length).toBeLessThanOrEqual(countMax);
          const bytes = batch.reduce((total, item) => total + item, 0);
          expect(bytes <= 30 || batch.length === 1).toBe(true);
        }
      }),
    );
  });
});
