import { describe, expect, it } from "vitest";
import { type Lookups, resolveValue } from "#local/template/intrinsic.ts";
import cases from "./intrinsic.cases.json" with { type: "json" };

const resources: Record<string, Record<string, unknown>> = {
  Queue: { "": "https://queue", Arn: "arn:queue", "Nested.Name": "deep" },
};
const lookups: Lookups = {
  ref: (name) =>
    ({ "AWS::Region": "eu-west-1", "AWS::Partition": "aws", Parameter: "given", List: ["x", "y"] })[name] ??
    resources[name]?.[""],
  getAtt: (id, attribute) => resources[id]?.[attribute],
  condition: (name) => ({ Yes: true, No: false })[name],
  mapping: (map, first, second) => (map === "Map" && first === "eu-west-1" && second === "size" ? 3 : undefined),
};

describe("resolveValue()", () => {
  it.each(cases.values)("resolves $name", ({ value, resolved }) => {
    expect(resolveValue(value, lookups)).toEqual(resolved);
  });

  it.each(cases.problems)("names the problem of $name", ({ value, problem }) => {
    expect(() => resolveValue(value, lookups)).toThrow(problem);
  });
});
