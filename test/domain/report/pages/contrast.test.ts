import { describe, expect, it } from "vitest";
import { type Colour, palette, textOn } from "#domain/report/pages/html/palette.ts";

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

it("contrast() is 21 between black and white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});

describe.each(["light", "dark"] as const satisfies readonly (keyof Colour)[])("in the %s", (look) => {
  it.each(textOn)("%s on %s is readable: AA, 4.5:1", (text, ground) => {
    expect(contrast(palette[text][look], palette[ground][look])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["good", "bad", "critical", "high", "medium", "low", "informational"] as const)(
    "%s stands out of the paper: 3:1",
    (mark) => {
      expect(contrast(palette[mark][look], palette.paper[look])).toBeGreaterThanOrEqual(3);
    },
  );
});
