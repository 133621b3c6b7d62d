import { describe, expect, it } from "vitest";
import { readingParts } from "#domain/reading-order.ts";
import { anIntakeMessage } from "#test/builders/ports.ts";

const partsOf = (...received: readonly (readonly [id: string, receives: number])[]) =>
  readingParts(received.map(([id, receives]) => anIntakeMessage(id, "", receives))).map((part) =>
    part.map(({ messageId }) => messageId).join(" "),
  );

describe("readingParts()", () => {
  it("keeps together what is received for the first time", () => {
    expect(partsOf(["b", 1], ["a", 1])).toEqual(["b a"]);
    expect(partsOf()).toEqual([]);
  });

  it("has what comes again read last, each alone, the least often received first", () => {
    expect(partsOf(["c", 5], ["b", 2], ["a", 1], ["d", 1], ["e", 3])).toEqual(["a d", "b", "e", "c"]);
  });

  it("turns the order of equals round from receive to receive, so that those behind a deadly one come before it", () => {
    expect(partsOf(["b", 2], ["c", 2], ["a", 2])).toEqual(["a", "b", "c"]);
    expect(partsOf(["b", 3], ["c", 3], ["a", 3])).toEqual(["c", "b", "a"]);
  });

  it.each([
    { receives: 2, partsMax: 8 },
    { receives: 3, partsMax: 50 },
    { receives: 19, partsMax: 50 },
  ])("makes no more than $partsMax parts of any number that is received $receives times", ({ receives, partsMax }) => {
    for (const count of [1, partsMax, 501]) {
      const parts = partsOf(...Array.from({ length: count }, (_, n) => [`m${n}`, receives] as const));
      expect(parts.length).toBeLessThanOrEqual(partsMax);
      expect(parts.flatMap((part) => part.split(" "))).toHaveLength(count);
    }
  });
});
