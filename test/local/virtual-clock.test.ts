import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "#local/virtual-clock.ts";

const startAt = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("VirtualClock", () => {
  it("sleep() takes no real time when nothing is held", async () => {
    const clock = new VirtualClock(startAt);
    const began = performance.now();
    await clock.sleep(24 * hourMs);
    expect(clock.now()).toBe(startAt + 24 * hourMs);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it("now() stands still while anything is held, and moves after the last release", async () => {
    const clock = new VirtualClock(startAt);
    const [first, second] = [clock.hold(), clock.hold()];
    const slept = clock.sleep(hourMs);
    first();
    first();
    for (let turns = 0; turns < 10; turns++) await turn();
    expect(clock.now()).toBe(startAt);
    second();
    await slept;
    expect(clock.now()).toBe(startAt + hourMs);
  });

  it("at() fires timers by instant, and those of one instant in the order they were made", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 60 }), async (delays) => {
        const clock = new VirtualClock(startAt);
        const fired: { index: number; at: number }[] = [];
        for (const [index, delay] of delays.entries())
          clock.at(startAt + delay, () => fired.push({ index, at: clock.now() }));
        await clock.settled();
        const wanted = delays
          .map((delay, index) => ({ index, at: startAt + delay }))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        expect(fired).toEqual(wanted);
      }),
    );
  });

  it("at() fires none of the cancelled timers, whenever they were cancelled", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(50), fc.boolean()), { maxLength: 300 }), async (plan) => {
        const clock = new VirtualClock(startAt);
        const fired: number[] = [];
        const cancels = plan.map(([delay], index) => clock.at(startAt + delay, () => fired.push(index)));
        for (const [index, [, cancelled]] of plan.entries()) if (cancelled) cancels[index]?.();
        await clock.settled();
        expect(fired.toSorted((a, b) => a - b)).toEqual(plan.flatMap(([, cancelled], i) => (cancelled ? [] : [i])));
      }),
    );
  });

  it("at() fires a background timer that time passes, but does not move for it", async () => {
    const clock = new VirtualClock(startAt);
    const fired: number[] = [];
    clock.at(startAt + hourMs, () => fired.push(clock.now()), { background: true });
    await clock.settled();
    expect(fired).toEqual([]);
    await clock.sleep(2 * hourMs);
    expect(fired).toEqual([startAt + hourMs]);
    expect(clock.now()).toBe(startAt + 2 * hourMs);
  });

  it("at() keeps time still for the work that a timer begins", async () => {
    const clock = new VirtualClock(startAt);
    let after = 0;
    clock.at(startAt + 1000, async () => {
      const release = clock.hold();
      for (let turns = 0; turns < 10; turns++) await turn();
      after = clock.now();
      release();
    });
    clock.at(startAt + 2000, () => undefined);
    await clock.settled();
    expect(after).toBe(startAt + 1000);
  });

  it("at() goes on when a timer re-arms itself for the present instant", async () => {
    const clock = new VirtualClock(startAt);
    let fired = 0;
    const again = (): void => {
      if (++fired < 100) clock.at(clock.now(), again);
    };
    clock.at(startAt, again);
    await clock.settled();
    expect([fired, clock.now()]).toEqual([100, startAt]);
  });

  it("at() takes an instant of the past as the present", async () => {
    const clock = new VirtualClock(startAt);
    await clock.sleep(hourMs);
    let firedAt = 0;
    clock.at(startAt, () => {
      firedAt = clock.now();
    });
    await clock.settled();
    expect(firedAt).toBe(startAt + hourMs);
  });

  it("shared holds the present instant for other threads", async () => {
    const clock = new VirtualClock(startAt);
    await clock.sleep(1234);
    expect(new Float64Array(clock.shared)[0]).toBe(startAt + 1234);
  });

  it("follow lets machine time pass while idle, fires schedules, and stops while work is held", async () => {
    const clock = new VirtualClock(startAt, { follow: true });
    const fired = new Promise<void>((resolve) => clock.at(startAt + 30, resolve, { background: true }));
    await fired;
    expect(clock.now()).toBeGreaterThanOrEqual(startAt + 30);
    const release = clock.hold();
    const held = clock.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now()).toBe(held);
    release();
  });

  it.each([{}, { follow: true }])("close() ends time and settles, with %o", async (options) => {
    const clock = new VirtualClock(startAt, options);
    let fired = 0;
    const cancel = clock.at(startAt + 5, () => fired++);
    clock.at(startAt + 10, () => fired++, { background: true });
    const release = clock.hold();
    const settled = clock.settled();
    clock.close();
    release();
    cancel();
    clock.at(startAt + 1, () => fired++);
    await settled;
    await clock.settled();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([fired, clock.now()]).toEqual([0, expect.closeTo(startAt, -1)]);
  });

  it("is fast: 100,000 timers and 10,000 jumps in well under two seconds", async () => {
    const clock = new VirtualClock(startAt);
    let fired = 0;
    for (let index = 0; index < 100_000; index++) clock.at(startAt + (index % 10_000) * 60_000, () => fired++);
    const began = performance.now();
    await clock.settled();
    expect(fired).toBe(100_000);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
