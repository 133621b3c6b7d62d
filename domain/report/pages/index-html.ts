import type { SeverityLabel } from "../../contract.ts";
import { element, type Markup } from "../../markup.ts";
import type { InvestigationReport } from "../investigation-report.ts";
import { code, figure, instant, many } from "./content/piece.ts";
import { badge, badges } from "./content/verdict-text.ts";
import { cell } from "./html/cells.ts";
import { document } from "./html/document.ts";
import { brand } from "./html/summary.ts";

/** A report and the file beside the index that it is in. */
export interface IndexEntry {
  readonly report: InvestigationReport;
  /** Relative: folders and a name of letters, digits, `-`, `_` and dots. */
  readonly file: string;
}

const gravest: readonly (SeverityLabel | undefined)[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL"];
const ordinary = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** A page that leads to the reports of many investigations, the gravest first, of those the newest. */
export function indexHtml(entries: readonly IndexEntry[]): string {
  const sorted = entries.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Date.parse(b.report.createdAt) - Date.parse(a.report.createdAt) ||
      (a.file < b.file ? -1 : 1),
  );
  const head = columns.map((column) => element("th", { scope: "col" }, column));
  const table = element(
    "table",
    { class: "stack", "aria-label": "Investigation reports" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...sorted.map(row)),
  );
  return document({
    title: "Investigation reports",
    header: header(entries),
    main: [
      element(
        "section",
        { class: "card", "aria-label": "Reports" },
        entries.length > 0 ? table : element("p", {}, "There is no report yet."),
      ),
    ],
    footer: element("footer", { class: "wide foot" }, element("p", {}, "Made by Gumshoe.")),
  });
}

const columns = ["Verdict", "Principal", "Account", "Region", "Investigated", "Indicators"];

function rank({ report }: IndexEntry): number {
  const at = gravest.indexOf(report.severity);
  return at < 0 ? gravest.length : at;
}

function header(entries: readonly IndexEntry[]): Markup {
  const counts = [...gravest, undefined].flatMap((severity) => {
    const count = entries.filter(({ report }) => report.severity === severity).length;
    return count > 0 ? [`${figure(count)} ${badges[severity ?? "NONE"].toLowerCase()}`] : [];
  });
  const told = `${many(entries.length, "investigation")}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}.`;
  return element(
    "header",
    { class: "band" },
    element(
      "div",
      { class: "wide" },
      brand("Index"),
      element(
        "div",
        { class: "title" },
        element("h1", {}, "Investigation reports"),
        element("p", { class: "lead" }, told),
      ),
    ),
  );
}

function row({ report, file }: IndexEntry): Markup {
  const { principal, region, createdAt, observed, complete } = report;
  const name = `${principal.type} ${principal.name}`;
  const rating = (report.severity ?? "NONE").toLowerCase();
  return element(
    "tr",
    { class: `is-${rating}` },
    element("td", {}, element("span", { class: "badge" }, badge(report))),
    element("th", { scope: "row" }, ordinary.test(file) ? element("a", { href: file }, name) : name),
    element("td", { "data-of": "Account" }, cell(code(principal.accountId))),
    element("td", { "data-of": "Region" }, cell(code(region))),
    element("td", { "data-of": "Investigated" }, cell(instant(createdAt))),
    element("td", { "data-of": "Indicators" }, `${figure(observed.indicators)}${complete ? "" : ", not complete"}`),
  );
}
