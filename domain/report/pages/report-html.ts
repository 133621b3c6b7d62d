import { inertJson } from "../../inert-json.ts";
import { dataBlock, element, type Markup } from "../../markup.ts";
import type { InvestigationReport } from "../investigation-report.ts";
import type { Table } from "./content/piece.ts";
import { type ReportContent, reportContent } from "./content/report-content.ts";
import { card, list, piece, table } from "./html/cells.ts";
import { document } from "./html/document.ts";
import { callsCard, timelineCard } from "./html/evidence.ts";
import { matrixCard } from "./html/matrix.ts";
import { story } from "./html/story.ts";
import { factList, summary } from "./html/summary.ts";
import { smallEnough } from "./small-enough.ts";

/**
 * The report as a page that is whole by itself, to be read, printed and sent on: nothing that runs, no request. It ends with all of
 * the evidence as data (`evidenceIn` reads it). What is shown has less than 200 kB, a page that is kept less than 463 kB: the
 * evidence of `composeReport` is 256 KiB at most. The same report makes the same page.
 * @param version of the program that makes it
 */
export function reportHtml(report: InvestigationReport, version?: string): string {
  const data = dataBlock("evidence", inertJson(report));
  const besides = Buffer.byteLength(data.markup, "utf8");
  return smallEnough((rowsMax) => page(reportContent(report, rowsMax, version), data), besides);
}

function page(content: ReportContent, data: Markup): string {
  const { badge, kind, who, made, ids, links } = content;
  return document({
    title: `${badge}: ${kind} ${who.text} · Investigation report`,
    header: summary(content),
    main: [
      ...story(content),
      timelineCard(content),
      ...matrixCard(content),
      ...callsCard(content),
      ...evidence(content),
      ...(links.length > 0 ? [card("links", "Links", list("ul", "lines", links.map(piece)))] : []),
    ],
    footer: element(
      "footer",
      { class: "wide foot" },
      element("h2", {}, "How this report was made"),
      ...made.map((line) => element("p", {}, line)),
      factList(ids, "ids"),
    ),
    data,
  });
}

function evidence({ tables, notSeen }: ReportContent): readonly Markup[] {
  const halves = tables.filter(({ isWide }) => !isWide);
  const alone = halves.length % 2 === 1 ? halves.at(-1) : undefined;
  const across = (one: Table) => (one.isWide || one === alone ? `${one.id} across` : one.id);
  return [
    element("div", { class: "two" }, ...tables.map((one) => card(across(one), one.title, table(one)))),
    ...(notSeen === "" ? [] : [element("p", { class: "muted" }, notSeen)]),
  ];
}
