import { describe, expect, it } from "vitest";
import { SimulatedClock } from "#simulation/clock.ts";

describe("SimulatedClock", () => {
  it("fires timers in the order of their instants, those of one instant in the order they were made", async () => {
    const clock = new SimulatedClock(1_000);
    const fired: string[] = [];
    for (const [name, atMs] of [
      ["late", 3_000],
      ["first", 2_000],
      ["second", 2_000],
      ["past", 0],
    ] as const)
      clock.at(atMs, () => fired.push(`${name} ${clock.now()}`));
    await clock.settled();
    expect(fired).toEqual(["past 1000", "first 2000", "second 2000", "late 3000"]);
  });

  it("lets everything that follows from a timer run before the next one", async () => {
    const clock = new SimulatedClock(0);
    const seen: string[] = [];
    const deep = async (name: string) => {
      for (let depth = 0; depth < 50; depth++) await undefined;
      seen.push(`${name} at ${clock.now()}`);
    };
    clock.at(1, () => void deep("a"));
    clock.at(2, () => void deep("b"));
    await clock.settled();
    expect(seen).toEqual(["a at 1", "b at 2"]);
  });

  it("does not move for schedules alone, and passes them when asked to", async () => {
    const clock = new SimulatedClock(0);
    let ticks = 0;
    const tick = () => {
      ticks++;
      clock.at(clock.now() + 10, tick, { background: true });
    };
    clock.at(10, tick, { background: true });
    await clock.settled();
    expect([clock.now(), ticks]).toEqual([0, 0]);
    await clock.passTo(35);
    expect([clock.now(), ticks]).toEqual([35, 3]);
  });

  it("forgets a timer that is cancelled, once", async () => {
    const clock = new SimulatedClock(0);
    const cancel = clock.at(5, () => expect.unreachable());
    cancel();
    cancel();
    expect(clock.isQuiet).toBe(true);
    await clock.settled();
    expect(clock.now()).toBe(0);
  });

  it("stops at the instant it is told to, with what is due later still to come", async () => {
    const clock = new SimulatedClock(0);
    clock.at(100, () => undefined);
    await clock.quiet(50);
    expect([clock.now(), clock.isQuiet]).toEqual([0, false]);
  });
});
