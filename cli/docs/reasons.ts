import { DeadLetterReason, RejectReason } from "#domain/contract.ts";
import { reasonGuides } from "#domain/dead-letter-reason.ts";

/** The chapters of docs/reasons.md, one for each reason, as `gumshoe dlq show` knows them. */
export function reasonChapters(): string {
  return DeadLetterReason.options.map(chapter).join("\n");
}

function chapter(reason: DeadLetterReason): string {
  const { meaning, action, replayEffect } = reasonGuides[reason];
  return [
    `## ${reason}`,
    "",
    `Put there by ${origin(reason)}.`,
    "",
    `**What it means.** ${meaning}`,
    "",
    `**What to do.** ${action}`,
    "",
    `**Does a replay help?** ${replayEffect}`,
    "",
  ].join("\n");
}

function origin(reason: DeadLetterReason): string {
  if (reason === "undeliverable") return "EventBridge";
  if (reason === "received-too-often") return "SQS";
  if (reason === "workflow-failed") return "EventBridge, with the status event of the execution, or by `sweep`";
  if (reason === "exhausted") return "`ingest`";
  return RejectReason.options.some((known) => known === reason) ? "`ingest`" : "`enrich` or the state machine";
}
