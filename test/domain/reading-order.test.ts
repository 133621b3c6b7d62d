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

  it("makes no more than 50 parts of any number", () => {
    const many = Array.from({ length: 501 }, (_, n) => [`m${n}`, 2] as const);
    const parts = partsOf(...many);
    expect(parts.length).toBeLessThanOrEqual(50);
    expect(parts.flatMap((part) => part.split(" "))).toHaveLength(501);
  });
});
