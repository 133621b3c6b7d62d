import { describe, expect, it } from "vitest";
import { segmentColours, systemColours, themeCss } from "#bench/report/svg/theme.ts";

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
      const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const [onPaper = "", inTheDark = ""] = themeCss().split("@media(prefers-color-scheme:dark)");
const fillOf = (css: string, name: string) => new RegExp(`\\.f-${name}\\{fill:(#[0-9a-f]{6})\\}`).exec(css)?.[1] ?? "";

describe.each([
  { tone: "on paper", css: onPaper },
  { tone: "in the dark", css: inTheDark },
])("themeCss() $tone", ({ css }) => {
  const against = fillOf(css, "paper");

  it.each(["ink", "muted"])("makes %s readable", (name) => {
    expect(contrast(fillOf(css, name), against)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.keys(systemColours))("makes the marks of %s stand out", (name) => {
    expect(contrast(fillOf(css, name), against)).toBeGreaterThanOrEqual(3);
  });

  it.each(segmentColours.map((_, index) => `segment${index}`))("makes a letter on %s readable", (name) => {
    expect(contrast(fillOf(css, name), against)).toBeGreaterThanOrEqual(4.5);
  });

  it("gives no two systems the same colour", () => {
    const colours = Object.keys(systemColours).map((name) => fillOf(css, name));
    expect(new Set(colours).size).toBe(colours.length);
  });
});
