import { describe, expect, it } from "vitest";
import { onVirtualDate } from "#simulation/virtual-date.ts";

const clock = { now: () => Date.UTC(2001, 1, 3) };

describe("onVirtualDate()", () => {
  it("puts Date on the clock for as long as the work takes", async () => {
    const before = Date;
    const seen = await onVirtualDate(clock, async () => [new Date().toISOString(), Date.now(), new Date(0).getTime()]);
    expect(seen).toEqual(["2001-02-03T00:00:00.000Z", clock.now(), 0]);
    expect(Date).toBe(before);
    expect(Date.now()).toBeGreaterThan(clock.now());
  });

  it("gives Date back when the work fails", async () => {
    const before = Date;
    await expect(onVirtualDate(clock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(Date).toBe(before);
  });

  it("makes dates that are dates", async () => {
    await onVirtualDate(clock, async () => expect(new Date() instanceof Date).toBe(true));
  });

  it("refuses a second clock at the same time", async () => {
    const nested = onVirtualDate(clock, () => onVirtualDate(clock, async () => undefined));
    await expect(nested).rejects.toThrow("another simulation's already");
  });
});
