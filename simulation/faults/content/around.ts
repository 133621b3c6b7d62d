/** Every piece in the place of every `@` of every frame; `@@` in a piece stands for itself. */
export function around(pieces: readonly string[], frames: readonly string[]): readonly string[] {
  return pieces.flatMap((piece) => frames.map((frame) => frame.replaceAll("@", () => piece.replaceAll("@@", "@"))));
}

/** The characters from the first code point to the last. */
export function codes(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
}
