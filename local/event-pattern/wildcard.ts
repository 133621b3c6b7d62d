import { InvalidEventPattern } from "./invalid-event-pattern.ts";

/**
 * A test for `wildcard`: `*` stands for any run of characters, `\*` and `\\` for themselves. Linear in the text.
 * @throws {InvalidEventPattern} two `*` in a row, or a backslash before anything else
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function wildcardTest(glob: string): (text: string) => boolean {
  const pieces = piecesOf(glob);
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return (text) => text === first;
  const middle = pieces.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const piece of middle) {
      const at = text.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return from <= text.length - last.length;
  };
}

function piecesOf(glob: string): string[] {
  if (/^(?:\\.|[^\\])*?\*\*/s.test(glob))
    throw new InvalidEventPattern(`wildcard "${glob}" has consecutive *, want one`);
  const pieces: string[] = [""];
  for (const [token] of glob.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (token === "\\" || (token.length === 2 && token !== "\\*" && token !== "\\\\")) {
      throw new InvalidEventPattern(`wildcard "${glob}" escapes something else, want \\* or \\\\`);
    }
    if (token === "*") pieces.push("");
    else pieces[pieces.length - 1] += token.length === 2 ? token.slice(1) : token;
  }
  return pieces;
}
