import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadOut, textWidth, wrapped } from "#bench/report/svg/label.ts";

describe("spreadOut()", () => {
  const range = { from: 0, to: 100 };
  it.each([
    { places: [10, 50], apart: [10, 50] },
    { places: [50, 50], apart: [50, 65] },
    { places: [98, 20, 97], apart: [100, 20, 85] },
    { places: [-20, 0], apart: [0, 15] },
    { places: [], apart: [] },
  ])("moves $places to $apart", ({ places, apart }) => {
    expect(spreadOut(places, 15, range)).toEqual(apart);
  });

  it("keeps the order and the gap, and stays inside where there is room", () => {
    const some = fc.array(fc.integer({ min: -50, max: 150 }), { maxLength: 6 });
    fc.assert(
      fc.property(some, (places) => {
        const apart = spreadOut(places, 15, range);
        const inOrder = places.every((one, a) =>
          places.every((two, b) => one >= two || (apart[b] ?? 0) - (apart[a] ?? 0) >= 15),
        );
        return inOrder && apart.every((place) => place >= range.from && place <= range.to);
      }),
    );
  });
});

describe("wrapped()", () => {
  it("breaks between words and never in them", () => {
    const width = textWidth("one two", 10);
    expect(wrapped("one two three unbelievably four", width, 10)).toEqual(["one two", "three", "unbelievably", "four"]);
  });
});
