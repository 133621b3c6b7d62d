import type { FindingBrief } from "../brief/finding-brief.ts";
import type { Change } from "./change.ts";
import { mailCommand } from "./mail-command.ts";
import { messageKeyOf } from "./message-key.ts";
import { tellingOf } from "./telling.ts";
import { accountInWords, familyInWords, severityInWords, whoInWords } from "./words.ts";

/** An e-mail as SNS sends it. */
export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/**
 * What SNS takes as a subject: printable ASCII, no line break.
 * @see docs.aws.amazon.com/sns/latest/api/API_Publish.html (read 2026-12-01)
 */
const subjectCharsMax = 100;

/**
 * The mail about a finding: plain text, the first line says it all, the rest is in the order in which it is needed, commands last.
 * Nothing from outside is a link: addresses and domains are written as analysts do (`203[.]0[.]113[.]77`).
 */
export function mailOf(brief: FindingBrief, change?: Change): Mail {
  const told = tellingOf(brief, change);
  const lines = told.steps.flatMap(({ cli }, index) => cli.map((line) => `${index + 1}. ${mailCommand(line)}`));
  const commands = [...new Set(lines)];
  const body = [
    [`${told.headline}.`, told.title],
    section(`CHANGED since ${told.change?.since}`, dashed(told.change?.what ?? [])),
    section("WHO", dashed(told.who)),
    section("WHAT", dashed([told.what])),
    section("WHERE AND WHEN", dashed([told.where])),
    section("WHY WE BELIEVE IT", dashed([...told.why, ...told.caveats])),
    section("FLAGGED BY THREAT INTELLIGENCE", dashed(told.flagged)),
    section(
      "WHAT TO DO NOW",
      told.steps.map(({ text, why }, index) => `${index + 1}. ${text}. ${why}.`.replaceAll("..", ".")),
    ),
    section("STATE", dashed([told.state])),
  ];
  const links = section(
    "LINKS",
    told.links.map(([label, url]) => `${label}: ${url}`),
  );
  const safe = body.map((lines) => lines.map(defanged));
  const last = [`Key of this message: ${messageKeyOf(brief)}`];
  const all = [...safe, links, section("COMMANDS for a shell, nothing runs by itself", commands), last];
  return {
    subject: subjectOf(brief),
    body: all
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join("\n"))
      .join("\n\n"),
  };
}

/** Severity, verdict and who come first; what and where as far as there is room. */
function subjectOf(brief: FindingBrief): string {
  const head = ascii(`${severityInWords(brief)}: ${whoInWords(brief)}`);
  const parts = [`, ${familyInWords(brief)}`, ` in ${accountInWords(brief)}`].map(ascii);
  return parts
    .reduce((subject, part) => (subject.length + part.length <= subjectCharsMax ? subject + part : subject), head)
    .slice(0, subjectCharsMax)
    .trimEnd();
}

function ascii(text: string): string {
  return defanged(text)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/…/g, "...")
    .replace(/[“”]/g, "'")
    .replace(/[^ -~]/gu, "?");
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [heading, ...lines] : [];
}

function dashed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

// Version 4: four numbers, or more. Version 6: two colons together, or seven. Times have two colons apart, ARNs letters beside theirs.
const address4 = /(?<!\d)\d{1,3}(?:\.\d{1,3}){3,}/g;
const address6 = /(?<![\w:.])(?=[0-9a-f:]{0,38}::|(?:[0-9a-f]{1,4}:){7})[0-9a-f]{0,4}:[0-9a-f:]{1,37}(?!\w)/gi;

/** Inert text whose addresses are none that a mail program makes a link of. Domains are none any more since the text is inert. */
export function defanged(text: string): string {
  return text
    .replace(address4, (address) => address.replaceAll(".", "[.]"))
    .replace(address6, (address) => address.replace(":", "[:]"));
}
