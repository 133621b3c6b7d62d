import { describe, expect, it } from "vitest";
import { unwrapped } from "#cli/wrapper.ts";

const wrapped = (times: number, value: unknown): unknown =>
  times === 0 ? value : { event: wrapped(times - 1, value) };
const values = (...all: readonly unknown[]) => all.map((value) => ({ kind: "value", value }));

describe("unwrapped()", () => {
  it.each([
    { what: "no wrapper", value: { Id: "a" }, found: values({ Id: "a" }) },
    { what: "a scalar", value: 7, found: values(7) },
    { what: "an event wrapper", value: { event: { a: 1 } }, found: values({ a: 1 }) },
    {
      what: "findings of an answer",
      value: { Findings: [{ a: 1 }, { b: 2 }], NextToken: "t" },
      found: values({ a: 1 }, { b: 2 }),
    },
    { what: "no findings", value: { Findings: [] }, found: [] },
    { what: "wrappers in wrappers", value: { event: { Findings: [{ event: { a: 1 } }] } }, found: values({ a: 1 }) },
    { what: "pages of answers", value: [{ Findings: [1] }, { Findings: [2] }], found: values(1, 2) },
    { what: "an event that is text", value: { event: "x" }, found: values({ event: "x" }) },
    {
      what: "an EventBridge event with such a member",
      value: { "detail-type": "T", event: {}, Findings: [1] },
      found: values({ "detail-type": "T", event: {}, Findings: [1] }),
    },
    { what: "eight wrappers", value: wrapped(8, { a: 1 }), found: values({ a: 1 }) },
    { what: "nine wrappers", value: wrapped(9, { a: 1 }), found: [{ kind: "wrapped-too-often" }] },
  ])("finds the values in $what", ({ value, found }) => {
    expect(unwrapped(value)).toEqual(found);
  });

  it("does not follow 100,000 wrappers", () => {
    const deep = JSON.parse(`${'{"Findings":['.repeat(100_000)}${"]}".repeat(100_000)}`);
    expect(unwrapped(deep)).toEqual([{ kind: "wrapped-too-often" }]);
  });

  it("takes no inherited member for a wrapper", () => {
    expect(unwrapped(JSON.parse('{"__proto__":{"event":{"a":1}}}'))).toHaveLength(1);
  });
});
