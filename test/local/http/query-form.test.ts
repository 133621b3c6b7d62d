import { describe, expect, it } from "vitest";
import { readQueryForm } from "#local/http/query-form.ts";

const read = (text: string): unknown => readQueryForm(new URLSearchParams(text));

describe("readQueryForm()", () => {
  it.each([
    ["scalars", "A=1&B=x.y", { A: "1", B: "x.y" }],
    ["structures", "A.B=1&A.C.D=2", { A: { B: "1", C: { D: "2" } } }],
    ["lists in order", "L.member.10=c&L.member.2=b&L.member.1=a", { L: ["a", "b", "c"] }],
    ["lists of structures", "L.member.1.K=a&L.member.1.V=b&L.member.2.K=c", { L: [{ K: "a", V: "b" }, { K: "c" }] }],
    ["flat lists", "L.1=a&L.2=b", { L: ["a", "b"] }],
    ["maps", "M.entry.1.key=a&M.entry.1.value=b", { M: { a: "b" } }],
    ["an empty form", "", {}],
  ])("reads %s", (_, form, value) => {
    expect(read(form)).toEqual(value);
  });

  it("takes __proto__ for a name like any other", () => {
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    read("__proto__.polluted=1&constructor.prototype.polluted=1");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
