import { describe, expect, it } from "vitest";
import { executionArnOf } from "#domain/correlation.ts";

describe("executionArnOf()", () => {
  it("answers the execution when the input names one", () => {
    expect(executionArnOf({ executionArn: "arn:one", principals: [] })).toBe("arn:one");
  });

  it.each([
    { what: "names none", input: {} },
    { what: "names something else", input: { executionArn: 7 } },
    { what: "names what no ARN can be", input: { executionArn: "a".repeat(2_049) } },
    { what: "is nothing", input: undefined },
    { what: "is a list", input: ["arn:one"] },
  ])("answers undefined when the input $what", ({ input }) => {
    expect(executionArnOf(input)).toBeUndefined();
  });
});
