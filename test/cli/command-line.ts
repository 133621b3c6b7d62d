/** The words of one `gumshoe …` call in a line of shell, as a shell splits them: up to a pipe or a redirection. Undefined when there is none. */
export function gumshoeWords(line: string): readonly string[] | undefined {
  const call = /(?:^|[\s(`])(?:npx gumshoe|npm run gumshoe --|node cli\/gumshoe\.mjs|gumshoe)(?=\s|$|\)|`)(.*)$/.exec(
    line,
  );
  if (!call) return undefined;
  const words: string[] = [];
  for (const [, single, double, bare, end] of (call[1] ?? "").matchAll(
    /'([^']*)'|"([^"]*)"|([^\s'"|>;)`#]+)|([|>;)`#])/g,
  )) {
    if (end !== undefined) break;
    words.push(single ?? double ?? bare ?? "");
  }
  return words;
}
