import type { Rating } from "../content/verdict-text.ts";

/** One colour for one purpose, on paper and in the dark. */
export interface Colour {
  readonly light: string;
  readonly dark: string;
}

const severities = {
  CRITICAL: { light: "#a3102b", dark: "#ff8a9b" },
  HIGH: { light: "#b03a06", dark: "#ffa36b" },
  MEDIUM: { light: "#7d5a00", dark: "#efc14a" },
  LOW: { light: "#14589c", dark: "#83bdff" },
  INFORMATIONAL: { light: "#475467", dark: "#b3bfcc" },
  NONE: { light: "#475467", dark: "#b3bfcc" },
} as const satisfies Record<Rating, Colour>;

/** The colours of the pages by their names in the style sheet. */
export const palette = {
  canvas: { light: "#f3f4f7", dark: "#0d1218" },
  paper: { light: "#ffffff", dark: "#161d26" },
  inset: { light: "#f5f7fa", dark: "#10161e" },
  line: { light: "#dde2e8", dark: "#2b3643" },
  ink: { light: "#17212d", dark: "#e9eef4" },
  muted: { light: "#566273", dark: "#9fadbc" },
  link: { light: "#0a55ad", dark: "#86bcff" },
  good: { light: "#1f7a54", dark: "#4cc38a" },
  bad: { light: "#b3370c", dark: "#ff9a62" },
  onSeverity: { light: "#ffffff", dark: "#10161e" },
  critical: severities.CRITICAL,
  high: severities.HIGH,
  medium: severities.MEDIUM,
  low: severities.LOW,
  informational: severities.INFORMATIONAL,
  none: severities.NONE,
} as const satisfies Record<string, Colour>;

export type ColourName = keyof typeof palette;

/** Which colour text has on which ground, all over the pages: each pair is readable (test/domain/report/pages/contrast.test.ts). */
export const textOn: readonly (readonly [text: ColourName, ground: ColourName])[] = [
  ...(["ink", "muted", "link", "good", "bad"] as const).flatMap((text) =>
    (["canvas", "paper", "inset"] as const).map((ground) => [text, ground] as const),
  ),
  ...(["critical", "high", "medium", "low", "informational", "none"] as const).map(
    (ground) => ["onSeverity", ground] as const,
  ),
];

/** Declarations of the custom properties for one of the two looks. */
export function properties(look: keyof Colour): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour[look]}`)
    .join(";");
}
