import { describe, expect, it } from "vitest";
import { once } from "#simulation/invariants/seen/once.ts";

describe("once()", () => {
  it("reads an object but once, also when there is nothing in it, and its equal anew", () => {
    const reads: object[] = [];
    const read = once((object: { readonly name?: string }) => {
      reads.push(object);
      return object.name;
    });
    const [named, nameless] = [{ name: "a" }, {}];
    expect([named, nameless, named, nameless, { name: "a" }].map(read)).toEqual(["a", undefined, "a", undefined, "a"]);
    expect(reads).toEqual([named, nameless, { name: "a" }]);
  });
});
