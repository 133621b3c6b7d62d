import { inertText } from "../../../inert-text.ts";
import { cleanText } from "../../../text.ts";

const lineMax = 1_000;

/**
 * A line of prose for GitHub's Markdown: inert, and besides no heading, list, mention, reference to an issue, formula or emoji
 * that the text would become there.
 * @see https://github.github.com/gfm/ (read 2026-12-01)
 */
export function prose(text: string): string {
  return inertText(text, lineMax)
    .replace(/(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}])/gu, "@ ")
    .replace(/#(?=\d)/g, "# ")
    .replace(/\b(GH)-(?=\d)/gi, "$1 -")
    .replace(/:(?=[a-z+][\w+-]*:)/gi, ": ")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1 ")
    .replace(/\$|^[-+#]/g, "\\$&");
}

/** Text that stands letter by letter in a line, save that backticks and bars look like themselves alone. */
export function codeSpan(text: string): string {
  const line = cleanText(text, lineMax).replaceAll("`", "'").replaceAll("|", "¦");
  return line === "" ? "–" : `\`${line}\``;
}

/** Lines for a shell, each as it is. The fence is longer than any that they could end it with. */
export function codeBlock(lines: readonly string[], indent = ""): string {
  const clean = lines.map((line) => cleanText(line, lineMax));
  const longest = Math.max(0, ...clean.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [`${fence}sh`, ...clean, fence].map((line) => `${indent}${line}`).join("\n");
}
