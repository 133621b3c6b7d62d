import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { javaRandom } from "#local/engine/java-random.ts";

describe("javaRandom()", () => {
  // new java.util.Random(seed).nextDouble()
  it.each([
    [0, 0.730967787376657],
    [42, 0.7275636800328681],
    [77, 0.7240700207191966],
  ])("gives Java's first double for seed %i", (seed, expected) => {
    expect(javaRandom(seed)).toBe(expected);
  });

  it("stays in [0, 1) and repeats itself for any seed", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const value = javaRandom(seed);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
        expect(javaRandom(seed)).toBe(value);
      }),
    );
  });
});
