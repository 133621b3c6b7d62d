import { escapeInvisible } from "#domain/text.ts";

// What picocolors writes for bold, dim and the colours of `Paint`; every other sequence is somebody else's.
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what begins a colour
const colour = /(\u001b\[(?:[12]|22|3[1236]|39)m)/;

/**
 * The text as a terminal may have it: our own colours, lines and tabs stay, everything else that a terminal would act on shows as a
 * JSON escape, so that JSON stays the same JSON. Reports clean foreign text themselves; this is for what one of them forgot.
 */
export function terminalText(text: string): string {
  return text
    .split(colour)
    .map((part, at) => (at % 2 === 1 ? part : escapeInvisible(part)))
    .join("");
}
