import { describe, expect, it } from "vitest";
import { briefPace, patientPace, sharedSlots } from "#adapters/pace.ts";
import { ServiceUnavailable, Throttled } from "#domain/errors.ts";
import { FakeClock, FakeSlots } from "#test/builders/ports.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();
const hourMs = 60 * 60 * 1_000;

/** Slots of a rate, and how far off they are when they are reserved. */
function slotsOf(what: string, intervalMs: number) {
  const clock = new FakeClock();
  const slots = sharedSlots(what, intervalMs, tableName, client, clock);
  return { clock, slots, reserve: async (calls: number) => (await slots.reserve(calls)) - clock.at };
}

describe("sharedSlots()", () => {
  it("gives the slots of one rate to all containers, one interval apart", async () => {
    const clock = new FakeClock();
    const containers = Array.from({ length: 3 }, () => sharedSlots("shared", 500, tableName, client, clock));
    const offsets: number[] = [];
    for (const slots of [...containers, ...containers]) offsets.push((await slots.reserve(1)) - clock.at);
    expect(offsets).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
  });

  it("gives every caller a slot of its own when all ask at once", async () => {
    const { reserve } = slotsOf("race", 500);
    const offsets = await Promise.all(Array.from({ length: 6 }, () => reserve(1)));
    expect(offsets.toSorted((a, b) => a - b)).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
  });

  it("does not save up slots that nobody took", async () => {
    const { clock, reserve } = slotsOf("idle", 500);
    await reserve(1);
    clock.at += 60_000;
    expect([await reserve(1), await reserve(1)]).toEqual([0, 500]);
  });

  it("gives all slots of a caller at once, so that nobody is turned away halfway", async () => {
    const { reserve } = slotsOf("several", 500);
    expect([await reserve(5), await reserve(1)]).toEqual([0, 2_500]);
  });

  it("throws Throttled when the queue is five hours long, and takes none", async () => {
    const { clock, reserve } = slotsOf("long", hourMs);
    expect([await reserve(5), await reserve(1)]).toEqual([0, 5 * hourMs]);
    await expect(reserve(1)).rejects.toMatchObject({ name: "Throttled" });
    clock.at += hourMs;
    expect(await reserve(1)).toBe(5 * hourMs);
  });
});

/** Slots in a queue of so many seconds. */
function queueOf(seconds: number) {
  const clock = new FakeClock();
  const slots = new FakeSlots(clock);
  slots.nextAt += seconds * 1_000;
  return { clock, slots, beganAt: clock.at };
}

describe("briefPace()", () => {
  it.each([
    { queueSeconds: 0, waits: 0 },
    { queueSeconds: 20, waits: 20_000 },
    { queueSeconds: 21, waits: 0 },
  ])("waits $waits ms in a queue of $queueSeconds s, and has taken its slots", async ({ queueSeconds, waits }) => {
    const { clock, slots, beganAt } = queueOf(queueSeconds);
    await briefPace(slots, clock)(2);
    expect([clock.at - beganAt, slots.reserved]).toEqual([waits, [2]]);
  });
});

describe("briefPace() in a queue that takes nobody any more", () => {
  it("lets through, because the service throttles by itself", async () => {
    const { clock, slots, beganAt } = queueOf(0);
    slots.trouble = new Throttled("securityhub:GetFindings");
    await briefPace(slots, clock)(1);
    expect(clock.at).toBe(beganAt);
  });

  it("throws what else is the matter", async () => {
    const { clock, slots } = queueOf(0);
    slots.trouble = new ServiceUnavailable("dynamodb:UpdateItem");
    await expect(briefPace(slots, clock)(1)).rejects.toThrow(ServiceUnavailable);
  });
});

describe("patientPace()", () => {
  it("waits for its slot, however long the queue is", async () => {
    const { clock, slots, beganAt } = queueOf(7_200);
    await patientPace(slots, clock)(1);
    expect([clock.at - beganAt, slots.reserved]).toEqual([7_200_000, [1]]);
  });
});
