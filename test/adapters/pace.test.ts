import { describe, expect, it } from "vitest";
import { sharedPace } from "#adapters/pace.ts";
import type { Clock } from "#domain/ports.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();
const startAt = Date.parse("2026-03-04T10:30:00.000Z");

/** A clock that stands still and writes down for how long it was asked to sleep. */
function stillClock(at = startAt): Clock & { slept: number[]; at: number } {
  const clock = {
    at,
    slept: [] as number[],
    now: () => clock.at,
    sleep: async (ms: number) => void clock.slept.push(ms),
  };
  return clock;
}

describe("sharedPace()", () => {
  it("gives the slots of one rate to all containers, one interval apart", async () => {
    const clock = stillClock();
    const containers = Array.from({ length: 3 }, () => sharedPace("shared", 500, tableName, client, clock));
    for (const pace of [...containers, ...containers]) await pace(1);
    expect(clock.slept).toEqual([500, 1_000, 1_500, 2_000, 2_500]);
  });

  it("gives every caller a slot of its own when all ask at once", async () => {
    const clock = stillClock();
    const pace = sharedPace("race", 500, tableName, client, clock);
    await Promise.all(Array.from({ length: 6 }, () => pace(1)));
    expect(clock.slept.toSorted((a, b) => a - b)).toEqual([500, 1_000, 1_500, 2_000, 2_500]);
  });

  it("does not save up slots that nobody took", async () => {
    const clock = stillClock();
    const pace = sharedPace("idle", 500, tableName, client, clock);
    await pace(1);
    clock.at += 60_000;
    await pace(1);
    await pace(1);
    expect(clock.slept).toEqual([500]);
  });

  it("takes all slots of a caller at once, so that nobody is turned away halfway", async () => {
    const clock = stillClock();
    const pace = sharedPace("several", 500, tableName, client, clock);
    await pace(5);
    await pace(1);
    expect(clock.slept).toEqual([2_500]);
  });

  it("throws Throttled when the queue of slots is longer than 20 s, and takes none", async () => {
    const clock = stillClock();
    const pace = sharedPace("long", 7_000, tableName, client, clock);
    for (let calls = 0; calls < 3; calls++) await pace(1);
    await expect(pace(1)).rejects.toMatchObject({ name: "Throttled" });
    clock.at += 1_000;
    await pace(1);
    expect(clock.slept).toEqual([7_000, 14_000, 20_000]);
  });

  it("queues up beyond 20 s for who has the patience, in the same queue", async () => {
    const clock = stillClock();
    const pace = sharedPace("patient", 7_000, tableName, client, clock);
    const patient = sharedPace("patient", 7_000, tableName, client, clock, 60_000);
    for (let calls = 0; calls < 3; calls++) await pace(1);
    await patient(1);
    await expect(pace(1)).rejects.toMatchObject({ name: "Throttled" });
    expect(clock.slept).toEqual([7_000, 14_000, 21_000]);
  });
});
