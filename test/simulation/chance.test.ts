import { describe, expect, it } from "vitest";
import { chanceOf } from "#simulation/chance.ts";

const draw = (chance = chanceOf(7)) => Array.from({ length: 1_000 }, () => chance.random());

describe("chanceOf()", () => {
  it("gives the same stream for the same seed, another for another", () => {
    expect(draw()).toEqual(draw());
    expect(draw(chanceOf(8))).not.toEqual(draw());
  });

  it("keeps its own stream whatever is drawn from a fork", () => {
    const chance = chanceOf(7);
    const fork = chance.fork("other");
    draw(fork);
    expect(draw(chance)).toEqual(draw());
    expect(draw(chanceOf(7).fork("other"))).not.toEqual(draw());
  });

  it("spreads evenly over [0, 1)", () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const value of Array.from({ length: 20 }, (_, seed) => draw(chanceOf(seed))).flat()) {
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it("draws whole numbers up to both ends", () => {
    const chance = chanceOf(1);
    const drawn = new Set(Array.from({ length: 200 }, () => chance.integer(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it("shuffles without losing anything", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = chanceOf(2).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  it("makes ids of version 4", () => {
    expect(chanceOf(3).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
