import type { SystemName } from "../../result.ts";

/** Two colours for one thing: on paper and in the dark. */
export interface Colour {
  readonly light: string;
  readonly dark: string;
}

const base = {
  paper: { light: "#ffffff", dark: "#0d1117" },
  ink: { light: "#1f2328", dark: "#e6edf3" },
  muted: { light: "#59636e", dark: "#9198a1" },
  grid: { light: "#dfe3e8", dark: "#2b323b" },
} as const satisfies Record<string, Colour>;

/**
 * Every colour stands out from the paper by 3:1 at least, and the hues stay apart for the colour-blind; marks differ in shape
 * besides.
 */
export const systemColours: Readonly<Record<SystemName, Colour>> = {
  gumshoe: { light: "#0057b8", dark: "#58a6ff" },
  blog128: { light: "#c24100", dark: "#ff9a5c" },
  blog512: { light: "#8a2f00", dark: "#ffc9a3" },
  thesisBusyWait: { light: "#b0468f", dark: "#f0a6d8" },
  thesisBackoff: { light: "#6d3fa0", dark: "#c297ff" },
  perFinding: { light: "#00795a", dark: "#3fcf9b" },
};

/** Colours of the segments of a bar: a letter in the colour of the paper stands on each. */
export const segmentColours: readonly Colour[] = [
  { light: "#0b5394", dark: "#6cb6ff" },
  { light: "#b84a00", dark: "#ffa76b" },
  { light: "#00795a", dark: "#56d4a0" },
  { light: "#7a5195", dark: "#d2a8ff" },
  { light: "#8a6a00", dark: "#e3c04b" },
  { light: "#a8325e", dark: "#ff9ec0" },
  { light: "#5f6773", dark: "#9ea7b3" },
];

/** The classes that the charts use; the dark ones take over where the reader prefers them. */
export function themeCss(): string {
  const named: Readonly<Record<string, Colour>> = {
    ...base,
    ...systemColours,
    ...Object.fromEntries(segmentColours.map((colour, index) => [`segment${index}`, colour])),
  };
  const rules = (tone: keyof Colour) =>
    Object.entries(named)
      .map(([name, colour]) => `.f-${name}{fill:${colour[tone]}}.s-${name}{stroke:${colour[tone]}}`)
      .join("");
  const font = "text{font-family:system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}";
  return `${font}${rules("light")}@media(prefers-color-scheme:dark){${rules("dark")}}`;
}
