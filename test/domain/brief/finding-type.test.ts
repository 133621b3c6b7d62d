import { describe, expect, it } from "vitest";
import { typePartsOf } from "#domain/brief/finding-type.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";
import types from "../../cases/brief/types.json" with { type: "json" };

describe("typePartsOf()", () => {
  it.each(types)("reads $type", ({ type, parts }) => {
    expect(typePartsOf(type)).toEqual(parts ?? undefined);
  });

  it("answers nothing when there is no type, or more than a type", () => {
    expect([undefined, `Recon:EC2/${"a".repeat(1_000_000)}`].map(typePartsOf)).toEqual([undefined, undefined]);
  });

  it("reads no hostile text as a type with blanks or controls in it", () => {
    const parts = everyHostileText.flatMap((text) => Object.values(typePartsOf(`Recon:EC2/${text}`) ?? {}));
    expect(parts.filter((part) => /[\s\p{C}]/u.test(`${part}`))).toEqual([]);
  });
});
