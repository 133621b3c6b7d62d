const printable = /^[!-~](?:[ -~]{0,598}[!-~])?$/;
// A file of our own naming, which is no address.
const ownFile = /(file:\/\/[\w-]+\.json\b)/;
const domainLike = /[a-z0-9-]\.(?=[a-z]{2})/i;
const elsewhere = "(this command is in the report: it holds what a mail program would make a link of)";

/**
 * A line for a shell that a mail program makes no link of. A dot in a name (`jane.doe@example.com` is one that IAM allows) is written
 * `\.`, outside of quotation marks, which is the same to a shell; where that cannot be, the line is left to the report.
 */
export function mailCommand(line: string): string {
  if (!printable.test(line)) return elsewhere;
  const parts = line.split(ownFile);
  const foreign = parts.filter((part) => !ownFile.test(part)).join("");
  if (!domainLike.test(foreign) && !foreign.includes("//")) return line;
  // What a shell puts in for these may hold quotation marks of its own.
  if (/\/\/|\\|\$\(|`/.test(foreign.replace(/'[^']*'/g, (text) => text.replaceAll("`", "")))) return elsewhere;
  let quote = "";
  return parts.map((part) => (ownFile.test(part) ? part : withoutDomains(part))).join("");

  function withoutDomains(text: string): string {
    return [...text].map((char, at) => told(char, text, at)).join("");
  }
  function told(char: string, text: string, at: number): string {
    if ((char === "'" || char === '"') && (quote === "" || quote === char)) quote = quote === "" ? char : "";
    const isDomain = char === "." && domainLike.test(text.slice(Math.max(at - 1, 0), at + 3));
    return isDomain ? `${quote}\\.${quote}` : char;
  }
}
