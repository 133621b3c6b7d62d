import { describe, expect, it } from "vitest";
import { Outages } from "#local/services/detective/outages.ts";

const call = { region: "eu-west-1", accountId: "111122223333" };

function guarded(stretches: readonly (readonly [number, number])[]) {
  const clock = { at: 0, now: () => clock.at };
  const outages = new Outages(clock);
  for (const [fromMs, toMs] of stretches) outages.add(fromMs, toMs);
  let effects = 0;
  const operations = outages.guard({ Look: () => ({ seen: ++effects }) });
  const look = (at: number) => {
    clock.at = at;
    return operations["Look"]?.({}, call);
  };
  return { look, effects: () => effects };
}

describe("Outages", () => {
  it("refuse every call from their beginning until just before their end, before it takes effect", () => {
    const { look, effects } = guarded([[100, 200]]);
    expect(look(99)).toEqual({ seen: 1 });
    for (const at of [100, 199]) {
      expect(() => look(at)).toThrow(expect.objectContaining({ name: "InternalServerException", status: 500 }));
    }
    expect(effects()).toBe(1);
    expect(look(200)).toEqual({ seen: 2 });
  });

  it("can be several", () => {
    const { look } = guarded([
      [100, 200],
      [300, 400],
    ]);
    expect([50, 150, 250, 350].map((at) => attempt(() => look(at)))).toEqual([true, false, true, false]);
  });
});

function attempt(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
