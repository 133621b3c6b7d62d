import { describe, expect, it } from "vitest";
import { chanceOf } from "#simulation/chance.ts";
import { SimulatedClock } from "#simulation/clock.ts";
import { combined } from "#simulation/faults/combination.ts";
import { Sandbox } from "#simulation/sandbox.ts";

const request = {
  sandbox: new Sandbox("check", new SimulatedClock(0)),
  service: "Detective",
  operation: "ListIndicators",
  region: "eu-west-1",
  input: {},
};

describe("combined()", () => {
  it("rewrites an answer as every fault does, one after the other", () => {
    const add = (more: string) => ({ request: () => ({ rewrite: (answer: unknown) => `${answer}${more}` }) });
    const fate = combined([add("b"), { request: () => undefined }, add("c")]).request?.(request);
    expect(fate?.rewrite?.("a")).toBe("abc");
  });

  it("lets the first fault decide where only one can be right", () => {
    const { request: ask, investigation } = combined([
      { request: () => ({ slowMs: 5 }), investigation: () => undefined },
      { request: () => ({ slowMs: 7, lateMs: 9 }), investigation: () => ({ statuses: ["FAILED"] }) },
    ]);
    expect(ask?.(request)).toEqual({ slowMs: 5, lateMs: 9 });
    expect(investigation?.("arn:aws:iam::111122223333:role/deploy")).toEqual({ statuses: ["FAILED"] });
  });

  it("asks every fault, so that what one draws does not hang on what another says", () => {
    const chances = [chanceOf(1), chanceOf(1)] as const;
    const lags = combined([{ listLag: () => chances[0].integer(1, 9) }, { listLag: () => chances[1].integer(1, 9) }]);
    lags.listLag?.();
    expect(chances[0].random()).toBe(chances[1].random());
  });

  it("has no hook that no fault has", () => {
    expect(combined([{ updateLag: () => 1 }])).toEqual({ updateLag: expect.any(Function) });
  });
});
