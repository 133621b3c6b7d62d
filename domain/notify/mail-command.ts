const printable = /^[!-~](?:[ -~]{0,598}[!-~])?$/;
// A file of our own naming: `file://revoke.json`.
const ownFile = /^file:\/\/[\w-]+\.json$/;
const domainLike = /[a-z0-9-]\.(?=[a-z]{2})/i;
const elsewhere = "(the command is in the report: it holds text that a mail program would make a link of)";

/**
 * A line for a shell that a mail program makes no link of. A dot in a name (`jane.doe@example.com` is one that IAM allows) is written
 * `\.`, which is the same to a shell; in quotation marks it would not be, so such a line is left to the report.
 */
export function mailCommand(line: string): string {
  if (!printable.test(line)) return elsewhere;
  const words = line.split(" ");
  const named = words.filter((word) => !ownFile.test(word) && (domainLike.test(word) || word.includes("//")));
  if (named.length === 0) return line;
  if (/['"\\`]/.test(line) || named.some((word) => word.includes("//"))) return elsewhere;
  return words.map((word) => (named.includes(word) ? word.replace(/\.(?=[a-z]{2})/gi, "\\.") : word)).join(" ");
}
