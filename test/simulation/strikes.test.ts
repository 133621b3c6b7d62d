import { describe, expect, it } from "vitest";
import { chanceOf } from "#simulation/chance.ts";
import type { FaultKind } from "#simulation/faults/fault-kind.ts";
import { Strikes } from "#simulation/strikes.ts";

type Strike = (at: string) => boolean;

/** The `strike` of a kind that is armed alone. */
function strikeOf(
  about: Partial<FaultKind> = {},
  { endsAtMs = 0, limit = Number.POSITIVE_INFINITY, rests = true } = {},
): Strike {
  let strike: Strike = () => false;
  const arm: FaultKind["arm"] = (stage) => {
    strike = stage.strike;
    return {};
  };
  const kind: FaultKind = { name: "a-kind", row: 1, what: "", ...about, arm };
  new Strikes({ chance: chanceOf(1), kinds: [kind], intensity: 1, endsAtMs, limit, rests });
  return strike;
}

/** How many of a thousand strikes in this place may happen. */
const struckOf = (strike: Strike, at: string) => Array.from({ length: 1_000 }, () => strike(at)).filter(Boolean).length;

describe("Strikes", () => {
  it("lets a kind strike one place 40 times: then it rests there, and goes on elsewhere", () => {
    const strike = strikeOf();
    expect(["here", "there"].map((place) => struckOf(strike, place))).toEqual([40, 40]);
  });

  it("lets a kind strike 120 times in a seed", () => {
    const strike = strikeOf();
    expect(["a", "b", "c", "d"].map((place) => struckOf(strike, place))).toEqual([40, 40, 40, 0]);
  });

  it("lets a kind strike as often as it says itself, in one place or in several", () => {
    const strike = strikeOf({ strikesMax: 500 });
    expect(["a", "b"].map((place) => struckOf(strike, place))).toEqual([500, 0]);
  });

  it("lets a kind strike without end where none rests: in tests of its own", () => {
    expect(struckOf(strikeOf({}, { rests: false }), "here")).toBe(1_000);
  });

  it("strikes no more than a shortened run may have, and not once faults have stopped", () => {
    expect(struckOf(strikeOf({}, { limit: 3 }), "here")).toBe(3);
    expect(struckOf(strikeOf({}, { endsAtMs: Number.NEGATIVE_INFINITY }), "here")).toBe(0);
  });
});
