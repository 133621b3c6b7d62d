import { describe, expect, it } from "vitest";
import { RealClock } from "#local/real-clock.ts";

describe("RealClock", () => {
  it("sleep() takes the machine's time", async () => {
    const clock = new RealClock();
    const began = performance.now();
    await clock.sleep(30);
    expect(performance.now() - began).toBeGreaterThanOrEqual(28);
  });

  it("at() does not fire after it was cancelled, and settled() waits for it no longer", async () => {
    const clock = new RealClock();
    let fired = false;
    const cancel = clock.at(clock.now() + 20, () => {
      fired = true;
    });
    cancel();
    cancel();
    await clock.settled();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(fired).toBe(false);
  });

  it("settled() waits for holds and foreground timers, not for background ones", async () => {
    const clock = new RealClock();
    const release = clock.hold();
    let firedAt = 0;
    clock.at(clock.now() + 20, () => {
      firedAt = clock.now();
      release();
    });
    clock.at(clock.now() + 3_000_000_000, () => undefined, { background: true });
    await clock.settled();
    expect(firedAt).toBeGreaterThan(0);
  });

  it("close() ends time and settles", async () => {
    const clock = new RealClock();
    let fired = 0;
    clock.at(clock.now() + 5, () => fired++);
    clock.at(clock.now() + 5, () => fired++, { background: true });
    clock.hold();
    const settled = clock.settled();
    clock.close();
    clock.at(clock.now() + 5, () => fired++);
    await settled;
    await clock.settled();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fired).toBe(0);
  });
});
