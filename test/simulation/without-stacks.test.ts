import { describe, expect, it } from "vitest";
import { withoutStacks } from "#simulation/without-stacks.ts";

const framesOf = (error: unknown) => String((error as Error).stack).split("\n    at ").length - 1;

describe("withoutStacks()", () => {
  it("makes errors without a trace while the work is under way, and with one again afterwards", async () => {
    const within = await withoutStacks(async () => new Error("within"));
    expect([within, new Error("after")].map((error) => framesOf(error) > 0)).toEqual([false, true]);
  });

  it("does so after a failure too", async () => {
    const failed = await withoutStacks(async () => Promise.reject(new Error("within"))).catch((error) => error);
    expect([failed, new Error("after")].map((error) => framesOf(error) > 0)).toEqual([false, true]);
  });
});
