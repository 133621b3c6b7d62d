/** Colours that stand apart from each other for the colour-blind too; docs/dashboard.svg has their twins for the dark. */
export const palette = {
  blue: "#0b5394",
  orange: "#b84a00",
  green: "#00795a",
  purple: "#7a5195",
  ochre: "#8a6a00",
  red: "#a8325e",
  grey: "#5f6773",
} as const;
