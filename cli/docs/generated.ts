import { commandPages } from "./command-pages.ts";
import { permissionChapters } from "./permissions/permission-chapters.ts";
import { reasonChapters } from "./reasons.ts";
import { settingsTable } from "./settings-table.ts";
import { storySteps } from "./story-steps.ts";

/** A generated part of a document: what stands between its two marks. */
export interface GeneratedPart {
  readonly file: string;
  readonly name: string;
  readonly content: () => string;
}

export const generatedParts: readonly GeneratedPart[] = [
  { file: "README.md", name: "settings", content: settingsTable },
  { file: "docs/cli.md", name: "commands", content: commandPages },
  { file: "docs/permissions.md", name: "permissions", content: permissionChapters },
  { file: "docs/reasons.md", name: "reasons", content: reasonChapters },
  { file: "docs/story.md", name: "steps", content: storySteps },
];

/**
 * The document with the part between `<!-- name:begin -->` and `<!-- name:end -->` made anew.
 * @throws {Error} the marks are missing
 */
export function withPart(document: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Cannot write part "${name}": the marks ${begin} and ${end} are missing`);
  return `${document.slice(0, from + begin.length)}\n${content}\n${document.slice(to)}`;
}
