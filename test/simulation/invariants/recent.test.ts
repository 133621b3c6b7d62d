import { describe, expect, it } from "vitest";
import { Recent } from "#simulation/invariants/seen/recent.ts";

/** Answers a new object for every text that it really reads. */
function counting() {
  const reads: string[] = [];
  const recent = new Recent((text) => {
    reads.push(text.slice(0, 8));
    return { text };
  });
  return { recent, reads };
}

describe("Recent", () => {
  it("reads a text once, however many others come between", () => {
    const { recent, reads } = counting();
    const [first] = ["a", "b", "c"].map((text) => recent.of(text));
    expect(recent.of("a")).toBe(first);
    expect(reads).toEqual(["a", "b", "c"]);
  });

  it("forgets when the texts together are longer than a million characters", () => {
    const { recent, reads } = counting();
    recent.of("a");
    recent.of("x".repeat(2 ** 20));
    recent.of("a");
    expect(reads).toEqual(["a", "xxxxxxxx", "a"]);
  });

  it("remembers even a text that is longer than that, as long as it is the last", () => {
    const { recent, reads } = counting();
    const long = "x".repeat(2 ** 21);
    expect(recent.of(long)).toBe(recent.of(long));
    expect(reads).toHaveLength(1);
  });
});
