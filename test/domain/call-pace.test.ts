import { describe, expect, it } from "vitest";
import { callPace } from "#domain/call-pace.ts";
import { FakeClock } from "#test/builders/ports.ts";

describe("callPace()", () => {
  it("lets a burst through at once, then keeps the rate, and fills up again when nobody calls", async () => {
    const clock = new FakeClock(0);
    const pace = callPace({ burst: 3, perSecond: 2 }, clock);
    const at = async () => {
      await pace();
      return clock.at;
    };
    expect([await at(), await at(), await at(), await at(), await at()]).toEqual([0, 0, 0, 500, 1_000]);
    clock.at = 10_000;
    expect([await at(), await at(), await at(), await at()]).toEqual([10_000, 10_000, 10_000, 10_500]);
  });
});
