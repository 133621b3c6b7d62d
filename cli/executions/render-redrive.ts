import Table from "cli-table3";
import type { RedriveCandidate } from "#domain/redrive-plan.ts";
import { cleanText } from "#domain/text.ts";
import type { RedriveReport, RedriveResult } from "../commands/redrive-executions.ts";
import { type Look, many } from "./look.ts";

const rowsMax = 50;

/** What a redrive is about to do. */
export function renderRedrivePlan(plan: readonly RedriveCandidate[], look: Look): string {
  const due = plan.filter(({ left }) => left === undefined);
  const findings = due.reduce((sum, { owed }) => sum + owed, 0);
  const left = plan.length - due.length;
  return [
    table(
      plan.map((candidate) => ({ ...candidate, result: candidate.left ? "left" : "planned" })),
      look,
    ),
    `${many(due.length, "execution")} to redrive, with ${many(findings, "finding")} still owed` +
      (left > 0 ? `; ${left} left alone` : ""),
    "Each goes on from the state it failed in; what it has done already is not done again.",
    "Its message in the dead-letter queue stays there: replayed later, it is found to be settled and dropped.",
  ].join("\n");
}

/** What became of it. */
export function renderRedrive(report: RedriveReport, look: Look): string {
  const { executions, unknown, redriven, left, notRedriven, decision } = report;
  const { paint } = look;
  const unknownLines = unknown.map((name) => paint.red(`Step Functions knows no execution ${cleanText(name, 120)}`));
  if (executions.length === 0) return [...unknownLines, "No failed executions: there is nothing to redrive"].join("\n");
  const planned = executions.filter(({ result }) => result === "planned").length;
  const counted = decision === "dry-run" ? `to redrive ${planned}` : paint.green(`redriven ${redriven}`);
  return [
    table(executions, look),
    ...unknownLines,
    `${counted} · left alone ${left} · not redriven ${notRedriven}`,
    ...(redriven > 0 ? [paint.dim("gumshoe executions list --status RUNNING follows them")] : []),
  ].join("\n");
}

function table(rows: readonly RedriveResult[], { paint, columns }: Look): string {
  const [status, findings, borders] = [11, 18, 5];
  const flexible = Math.max(columns, 100) - status - findings - borders;
  const drawn = new Table({
    head: ["execution", "status", "findings", "redrive"].map((head) => paint.bold(head)),
    colWidths: [Math.floor(flexible * 0.5), status, findings, Math.ceil(flexible * 0.5)],
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  for (const row of rows.slice(0, rowsMax)) {
    drawn.push([row.name, row.status, `${row.owed} of ${row.findings} owed`, resultText(row, paint)]);
  }
  const hidden = rows.length - rowsMax;
  return hidden > 0 ? `${drawn.toString()}\n… and ${hidden} more: --json has them all` : drawn.toString();
}

function resultText({ result, because, error, redriveCount }: RedriveResult, paint: Look["paint"]): string {
  const before = redriveCount > 0 ? `; redriven ${redriveCount} × before` : "";
  switch (result) {
    case "redriven":
      return paint.green(`redriven${before}`);
    case "planned":
      return `yes${error ? `: ended with ${cleanText(error, 80)}` : ""}${before}`;
    case "left":
      return paint.dim(`no: ${cleanText(because ?? "", 200)}`);
    default:
      return paint.red(`not redriven: ${cleanText(because ?? "declined", 200)}`);
  }
}
