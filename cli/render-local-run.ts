import Table from "cli-table3";
import type { FeedItem } from "./feed.ts";
import type { FindingRow, LocalRunReport, PrincipalRow } from "./local-report.ts";
import { versionKey } from "./outcomes.ts";
import type { Paint } from "./paint.ts";

export interface Look {
  readonly paint: Paint;
  /** Characters a line may take. */
  readonly columns: number;
}

// Beyond this a table is no longer read; the report for machines has every row.
const rowsMax = 100;

/** The report as a person wants to read it. Everything in it is cleaned text; the table wraps it to the width given. */
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
  const flexible = Math.max(columns, 80) - 6 - 24 - 10 - 20;
  const drawn = new Table({
    head: ["finding", "principals", "verdict", "strongest evidence", "outcome"].map((head) => paint.bold(head)),
    colWidths: [Math.floor(flexible * 0.45), 24, 10, Math.ceil(flexible * 0.55), 20],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], "padding-left": 1, "padding-right": 1, compact: false },
  });
  for (const row of rows) {
    const known = titles.get(versionKey({ ...row, version: row.updatedAt }));
    const fields = row.userDefinedFields ?? {};
    drawn.push([
      `${known?.title || row.id}${known ? ` ${paint.dim(known.severity)}` : ""}`,
      row.principals.map((principal) => principalCell(principal, paint)).join("\n"),
      row.outcome === "skipped" ? "" : verdictCell(fields["gumshoeVerdict"] ?? "", paint),
      row.outcome === "skipped" ? "" : strongest(fields["gumshoeEvidence"]),
      outcomeCell(row, paint),
    ]);
  }
  return drawn.toString();
}

function principalCell(principal: PrincipalRow, paint: Paint): string {
  const name = "arn" in principal ? (principal.arn.split(/:(?=user|role)/).at(-1) ?? principal.arn) : principal.what;
  const investigated = principal.outcome === "investigated" || principal.outcome === "joined";
  return investigated ? name : paint.dim(`${name} (${principal.reason ?? principal.outcome})`);
}

function verdictCell(verdict: string, paint: Paint): string {
  if (verdict === "CRITICAL" || verdict === "HIGH") return paint.red(verdict);
  return verdict === "MEDIUM" ? paint.yellow(verdict) : verdict;
}

/** Facts are ranked; the first one is the strongest. */
function strongest(evidence: string | undefined): string {
  return evidence?.split(/ ?[|;\n] ?/)[0] ?? "";
}

function outcomeCell({ outcome, reason }: FindingRow, paint: Paint): string {
  const colour = {
    enriched: paint.green,
    parked: paint.red,
    rejected: paint.red,
    skipped: paint.dim,
    "not-investigable": paint.yellow,
  };
  return reason === undefined ? colour[outcome](outcome) : `${colour[outcome](outcome)}\n${paint.dim(reason)}`;
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
    `${findings.length} findings took ${called("Detective.StartInvestigation")} investigations, ` +
      `${called("Detective.GetInvestigation")} looks, ${called("SecurityHub.BatchUpdateFindings")} updates, ` +
      `${executions.length} executions with ${transitions} state transitions`,
    paint.dim(
      `${findingsPerSecond} findings a second on this machine; Detective and Security Hub are simulated, and so is time`,
    ),
  ].join("\n");
}

function next({ conservation, deadLetter, rejected }: LocalRunReport, { paint }: Look): string {
  const reasons = [...new Set(deadLetter.map(({ reason }) => reason))].join(", ");
  const lines = [
    ...(deadLetter.length > 0
      ? [`${deadLetter.length} in the dead-letter queue (${reasons}): docs/architecture.md says what each reason means`]
      : []),
    ...(rejected.length > 0
      ? [`${rejected.length} inputs rejected: ${[...new Set(rejected.map(({ reason }) => reason))].join(", ")}`]
      : []),
    ...(conservation.holds ? [] : ["A finding without an outcome is a bug: please report it with --json"]),
    "statemachines/README.md   what the state machine did, state by state",
    "gumshoe local run --events FILE   your own events · --json   everything, notes and fields too",
  ];
  return `${paint.bold("Where to look next")}\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
