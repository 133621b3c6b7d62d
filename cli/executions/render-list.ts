import Table from "cli-table3";
import type { ExecutionRow } from "#domain/execution-row.ts";
import { cleanText } from "#domain/text.ts";
import type { ExecutionsReport } from "../commands/list-executions.ts";
import { shortPrincipal } from "../short-principal.ts";
import { type Look, lengthText, many, timeText } from "./look.ts";
import { outcomeText, statusText } from "./status-text.ts";

/** Recent executions as a table. */
export function renderExecutions(report: ExecutionsReport, look: Look): string {
  const { executions, more, since, searched } = report;
  const { paint } = look;
  const searchedText =
    searched === undefined ? [] : [paint.dim(`${many(searched, "execution")} searched for the finding`)];
  if (executions.length === 0) return [`No executions since ${timeText(since)} UTC`, ...searchedText].join("\n");
  return [
    table(executions, look),
    ...(more ? [`… and more since ${timeText(since)} UTC: --limit shows them`] : []),
    ...searchedText,
    paint.dim("gumshoe executions show NAME draws one, state by state"),
  ].join("\n");
}

function table(rows: readonly ExecutionRow[], { paint, columns }: Look): string {
  const [started, status, borders] = [21, 26, 6];
  const flexible = Math.max(columns, 100) - started - status - borders;
  const [name, worksOn] = [Math.floor(flexible * 0.38), Math.floor(flexible * 0.34)];
  const drawn = new Table({
    head: ["execution", "started (UTC)", "status", "works on", "came to"].map((head) => paint.bold(head)),
    colWidths: [name, started, status, worksOn, flexible - name - worksOn],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  // Words stay whole where people read; what they copy, and error texts, are never cut.
  const whole = (content: string) => ({ content, wrapOnWordBoundary: false });
  for (const row of rows) {
    drawn.push([
      whole(row.name),
      `${timeText(row.startedAt)}\n${paint.dim(lengthText(row.seconds * 1_000))}`,
      statusText(row, paint),
      worksOnText(row),
      row.outcome ? outcomeText(row.outcome, paint) : whole(undoneText(row)),
    ]);
  }
  return drawn.toString();
}

function worksOnText({ findings, principals }: ExecutionRow): string {
  const [finding] = findings;
  if (finding === undefined) return "no findings of ours";
  const title = cleanText(finding.title || finding.id, 160);
  const others = findings.length > 1 ? ` and ${findings.length - 1} more` : "";
  const named = principals.slice(0, 2).map(shortPrincipal).join(", ");
  const rest = principals.length > 2 ? ` and ${principals.length - 2} more` : "";
  return `${title}${others}\n${named || "no principal"}${rest}`;
}

function undoneText({ status, groups, groupsWaiting, error, cause }: ExecutionRow): string {
  if (status === "RUNNING") return `${groupsWaiting ?? groups} of ${many(groups, "group")} under way`;
  return [error, cause].filter((text) => text !== undefined).join(": ") || "it says nothing";
}
