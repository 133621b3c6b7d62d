/**
 * The page with the part between `<!-- name -->` and `<!-- /name -->` made anew.
 * @throws {Error} the marks are missing
 */
export function withPart(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Cannot write the ${name}: the marks ${begin} and ${end} are missing`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
}
