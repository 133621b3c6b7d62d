import type { Instant } from "#domain/instant.ts";
import type { DlqDiscardReport } from "../commands/dlq-discard.ts";
import type { Paint } from "../paint.ts";
import type { LetterPlan } from "./letter-plan.ts";
import { many, readingNotes, renderGroups } from "./render-groups.ts";
import { renderRefusals } from "./render-moves.ts";

/** What a discard is about to do. */
export function renderDiscardPlan(plan: LetterPlan, file: string, now: Instant, paint: Paint): string {
  const { messages, findings, reasons, queue } = plan;
  return [
    renderGroups(reasons, now, paint),
    `Archive ${many(messages, "message")} with ${many(findings, "finding")} to ${file}, then remove them from the dead-letter queue.`,
    paint.yellow("Nobody will be reminded of these findings any more."),
    ...readingNotes(queue).map((note) => paint.yellow(note)),
  ].join("\n");
}

/** What a discard did. */
export function renderDiscard(report: DlqDiscardReport): string {
  const { plan, decision, archived, removed, notArchived, notRemoved } = report;
  if (plan.messages === 0) return "Nothing to discard: no message is meant.";
  if (decision !== "go") return `removed 0 of ${plan.messages}: ${decision === "dry-run" ? "a dry run" : "declined"}`;
  return [
    `archived ${archived} · removed ${removed} · not removed ${notArchived.length + notRemoved.length}`,
    ...renderRefusals("Not archived, still in the dead-letter queue:", notArchived),
    ...renderRefusals("Archived, but still in the dead-letter queue:", notRemoved),
  ].join("\n");
}
