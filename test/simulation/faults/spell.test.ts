import { describe, expect, it } from "vitest";
import { chanceOf } from "#simulation/chance.ts";
import { Spell } from "#simulation/faults/spell.ts";

const minuteMs = 60_000;

describe("isOn()", () => {
  it("is true from the occasion at which it begins until its time is over", () => {
    const spell = new Spell(chanceOf(1), 1, [10, 10]);
    expect(spell.isOn(0)).toBe(true);
    expect(spell.isOn(10 * minuteMs - 1)).toBe(true);
  });

  it("is false when none ever begins", () => {
    const spell = new Spell(chanceOf(1), 0, [10, 10]);
    expect([0, 1, 2].map((atMs) => spell.isOn(atMs))).toEqual([false, false, false]);
  });

  it("begins again some time after it is over", () => {
    const spell = new Spell(chanceOf(3), 0.2, [2, 4]);
    const told = Array.from({ length: 200 }, (_, minute) => spell.isOn(minute * minuteMs));
    const begins = told.filter((on, at) => on && told[at - 1] !== true).length;
    expect(begins).toBeGreaterThan(3);
    expect(told.filter((on) => !on).length).toBeGreaterThan(20);
  });

  it("draws the same at every occasion, whether one is on or not", () => {
    const [one, other] = [chanceOf(5), chanceOf(5)];
    const [often, never] = [new Spell(one, 1, [1, 9]), new Spell(other, 0, [1, 9])];
    for (let atMs = 0; atMs < 10; atMs++) [often.isOn(atMs), never.isOn(atMs)];
    expect(one.random()).toBe(other.random());
  });
});
