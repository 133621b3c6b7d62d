import Table from "cli-table3";
import { cleanText } from "#domain/text.ts";
import type { FeedItem } from "./feed.ts";
import type { FindingRow, LocalRunReport, PrincipalRow } from "./local-report.ts";
import { versionKey } from "./outcomes.ts";
import type { Paint } from "./paint.ts";
import { shortPrincipal } from "./short-principal.ts";

export interface Look {
  readonly paint: Paint;
  /** Characters a line may take. */
  readonly columns: number;
  readonly reports?: ReportsLeft;
}

/** The reports of investigations that a run has left in a folder. */
export interface ReportsLeft {
  readonly count: number;
  /** The file that leads to them. */
  readonly index: string;
}

// Beyond this a table is no longer read; the report for machines has every row.
const rowsMax = 100;
const title = (text: string) => cleanText(text, 160);

/** The report as a person wants to read it. Ids are cleaned here, all else was; the table wraps it to the width given. */
export function renderLocalRun(report: LocalRunReport, items: readonly FeedItem[], look: Look): string {
  const titles = new Map(
    items.flatMap(({ findings }) => findings.map((finding) => [versionKey(finding), finding] as const)),
  );
  const shown = report.findings.slice(0, rowsMax);
  const hidden = report.findings.length - shown.length;
  return [
    table(shown, titles, look),
    ...(hidden > 0 ? [`… and ${hidden} more findings: --json has them all`] : []),
    "",
    sums(report, look),
    "",
    next(report, look),
  ].join("\n");
}

type Titles = ReadonlyMap<string, { readonly title: string; readonly severity: string }>;

function table(rows: readonly FindingRow[], titles: Titles, { paint, columns }: Look): string {
  const [principals, verdict, outcome, borders] = [26, 10, 26, 6];
  const flexible = Math.max(columns, 100) - principals - verdict - outcome - borders;
  const drawn = new Table({
    head: ["finding", "principals", "verdict", "strongest evidence", "outcome"].map((head) => paint.bold(head)),
    colWidths: [Math.floor(flexible * 0.48), principals, verdict, Math.ceil(flexible * 0.52), outcome],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const known = titles.get(versionKey({ ...row, version: row.updatedAt }));
    const fields = row.outcome === "skipped" ? {} : (row.userDefinedFields ?? {});
    drawn.push([
      known ? `${title(known.title || row.id)}\n${paint.dim(known.severity)}` : title(row.id),
      row.principals.map((principal) => principalCell(principal, paint)).join("\n"),
      verdictCell(fields["gumshoeVerdict"], paint),
      strongest(fields["gumshoeEvidence"]),
      outcomeCell(row, paint),
    ]);
  }
  return drawn.toString();
}

function principalCell(principal: PrincipalRow, paint: Paint): string {
  if (!("arn" in principal)) return paint.dim(principal.what);
  const name = shortPrincipal(principal.arn);
  return principal.outcome === "investigated" || principal.outcome === "joined" ? name : paint.dim(name);
}

function verdictCell(verdict: string | undefined, paint: Paint): string {
  // NONE beside a finding that nobody could look at would read as "nothing found".
  if (verdict === undefined || verdict === "NONE") return paint.dim("–");
  if (verdict === "CRITICAL" || verdict === "HIGH") return paint.red(verdict);
  return verdict === "MEDIUM" ? paint.yellow(verdict) : verdict;
}

/** Facts are ranked and separated by semicolons; the first one is the strongest. */
function strongest(evidence: string | undefined): string {
  return evidence?.split("; ")[0] ?? "";
}

function outcomeCell({ outcome, reason }: FindingRow, paint: Paint): string {
  const colours = {
    enriched: paint.green,
    parked: paint.red,
    rejected: paint.red,
    skipped: paint.dim,
    "not-investigable": paint.yellow,
  };
  const told = colours[outcome](outcome.replace("-", " "));
  return reason === undefined ? told : `${told}\n${paint.dim(reason)}`;
}

function sums(
  { conservation, calls, executions, findings, findingsPerSecond }: LocalRunReport,
  { paint }: Look,
): string {
  const { in: all, enriched, notInvestigable, skipped, parked, rejected, holds } = conservation;
  const parts = `${enriched} enriched + ${notInvestigable} not investigable + ${skipped} skipped + ${parked} parked + ${rejected} rejected`;
  const verdict = holds ? paint.green("nothing is lost") : paint.red("SOMETHING IS MISSING");
  const called = (operation: string) => calls[operation] ?? 0;
  const transitions = executions.reduce((sum, { stateTransitions }) => sum + stateTransitions, 0);
  return [
    `${all} in = ${parts}: ${verdict}`,
    `${many(findings.length, "finding")} took ${many(called("Detective.StartInvestigation"), "investigation")}, ` +
      `${many(called("Detective.GetInvestigation"), "look")}, ${many(called("SecurityHub.BatchUpdateFindings"), "update")}, ` +
      `${many(executions.length, "execution")} with ${many(transitions, "state transition")}`,
    paint.dim("Detective and Security Hub are simulated, and so is time") +
      (findings.length >= 100 ? paint.dim(`; ${findingsPerSecond} findings a second on this machine`) : ""),
  ].join("\n");
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function next({ conservation, deadLetter, rejected }: LocalRunReport, { paint, reports }: Look): string {
  const reasons = [...new Set(deadLetter.map(({ reason }) => reason))].join(", ");
  const lines = [
    ...(reports
      ? [`${reports.index}: ${many(reports.count, "report")} of investigations, to be opened in a browser`]
      : []),
    ...(deadLetter.length > 0
      ? [`${deadLetter.length} in the dead-letter queue (${reasons}): docs/reasons.md says what each reason means`]
      : []),
    ...(rejected.length > 0
      ? [`${many(rejected.length, "input")} rejected: ${[...new Set(rejected.map(({ reason }) => reason))].join(", ")}`]
      : []),
    ...(conservation.holds ? [] : ["A finding without an outcome is a bug: please report it with --json"]),
    "statemachines/README.md: what the state machine did, state by state",
    "npm run gumshoe -- local run --events FILE: your own events; --json: everything, notes and fields too",
  ];
  return `${paint.bold("Where to look next")}\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
