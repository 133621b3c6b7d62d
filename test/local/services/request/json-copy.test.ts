import fc from "fast-check";
import { expect, it } from "vitest";
import { copyJson } from "#local/services/request/json-copy.ts";

it("copyJson() answers the same JSON, and shares nothing with it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = copyJson(value);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
    }),
  );
});

it("copyJson() keeps a member named __proto__ and pollutes nothing", () => {
  const copy = copyJson(JSON.parse('{"__proto__":{"polluted":true},"a":[1]}'));
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true},"a":[1]}');
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("copyJson() writes as the wire does: no undefined members, instants as text", () => {
  expect(copyJson({ a: undefined, at: new Date("2026-11-20T12:00:00Z"), list: [undefined] })).toEqual({
    at: "2026-11-20T12:00:00.000Z",
    list: [null],
  });
});

it("copyJson() copies nesting of any depth", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(Array.isArray(copyJson(deep))).toBe(true);
});
