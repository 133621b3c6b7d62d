import type { InvestigationReport } from "../investigation-report.ts";
import type { Table } from "./content/piece.ts";
import { type ReportContent, reportContent } from "./content/report-content.ts";
import { storyTitles } from "./content/story-titles.ts";
import { bullets, cell, link, table } from "./markdown/blocks.ts";
import { codeBlock, prose } from "./markdown/escape.ts";
import { attackTable, callsTable, timelineList } from "./markdown/evidence.ts";
import { smallEnough } from "./small-enough.ts";

/**
 * The report as Markdown, as GitHub shows it: for a ticket, a wiki, a pull request. It says what the page says; less than 200 kB.
 * @param version of the program that makes it
 */
export function reportMarkdown(report: InvestigationReport, version?: string): string {
  return smallEnough((rowsMax) => text(reportContent(report, rowsMax, version)));
}

function text(content: ReportContent): string {
  const { badge, kind, who, verdict, facts, tiles, story, tables, notSeen, links, made, ids } = content;
  const { how, where, caveats } = story;
  const numbers = tiles.map(({ figure: number, what, about }) => `**${number}** ${what}${about ? ` (${about})` : ""}`);
  return joined([
    `# ${badge}: ${kind} ${prose(who.text)}`,
    prose(verdict),
    table({ columns: ["Investigation", ""], rows: facts.map(({ label, value }) => [label, value]), hidden: 0 }),
    numbers.join(" · "),
    section(storyTitles.how, bullets(how, "Nothing that stands out was seen.")),
    section(storyTitles.where, bullets(where, "No new place, network or user agent was seen.")),
    section(storyTitles.now, steps(content)),
    ...(caveats.length > 0 ? [section(storyTitles.caveats, bullets(caveats))] : []),
    section("Timeline", timelineList(content)),
    attackTable(content),
    callsTable(content),
    ...tables.map((one: Table) => section(one.title, table(one))),
    prose(notSeen),
    ...(links.length > 0 ? [section("Links", links.map((one) => `- ${link(one)}`).join("\n"))] : []),
    section(
      "How this report was made",
      joined([...made.map(prose), ids.map(({ label, value }) => `- ${label}: ${cell(value)}`).join("\n")]),
    ),
  ]);
}

function steps({ story: { now } }: ReportContent): string {
  if (now.length === 0) return "Nothing in the evidence asks for a step.";
  return joined(
    now.map(({ text: what, why, cli = [] }, index) =>
      joined([
        `${index + 1}. **${prose(what)}**\\\n   ${prose(why)}`,
        ...(cli.length > 0 ? [codeBlock(cli, "   ")] : []),
      ]).trimEnd(),
    ),
  ).trimEnd();
}

const section = (title: string, body: string) => `## ${title}\n\n${body}`;

function joined(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
