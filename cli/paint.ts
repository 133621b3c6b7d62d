import pc from "picocolors";

/** Colours for a stream: none when it is no terminal or `NO_COLOR` is set. */
export function paintFor(stream: { readonly isTTY?: boolean }) {
  return pc.createColors(stream.isTTY === true && pc.isColorSupported);
}
export type Paint = ReturnType<typeof paintFor>;
