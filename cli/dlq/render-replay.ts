import { durationInWords } from "#domain/duration.ts";
import type { Instant } from "#domain/instant.ts";
import type { DlqReplayPlan, DlqReplayReport } from "../commands/dlq-replay.ts";
import type { Paint } from "../paint.ts";
import { type QueueName, sourceWords } from "./queue-option.ts";
import { many, readingNotes, renderGroups } from "./render-groups.ts";
import { renderRefusals } from "./render-moves.ts";

/** What a replay is about to do. */
export function renderReplayPlan(plan: DlqReplayPlan, now: Instant, paint: Paint, of: QueueName): string {
  const { messages, findings, reasons, rate, exhausted, maxAttempts, queue } = plan;
  const vain = reasons.filter(({ replay }) => replay === "no").reduce((sum, group) => sum + group.messages, 0);
  const takes = durationInWords(Math.ceil(messages / rate) * 1_000);
  return [
    renderGroups(reasons, now, paint),
    `Replay ${many(messages, "message")} with ${many(findings, "finding")} to ${sourceWords(of)}, ${rate} a second: ${takes}.`,
    ...(vain > 0
      ? [paint.yellow(`${many(vain, "message")} cannot be read and will come back: discard archives them.`)]
      : []),
    ...(exhausted > 0
      ? [
          paint.yellow(
            `${many(exhausted, "message")} will be parked again as exhausted: ${maxAttempts} attempts are allowed (--reset-attempts counts anew).`,
          ),
        ]
      : []),
    ...readingNotes(queue).map((note) => paint.yellow(note)),
  ].join("\n");
}

/** What a replay did. Nothing for a plan that was not carried out: it was shown already. */
export function renderReplay({ plan, decision, replayed, notReplayed, notRemoved }: DlqReplayReport): string {
  if (plan.messages === 0) return "Nothing to replay: no message is meant.";
  if (decision !== "go") return `replayed 0 of ${plan.messages}: ${decision === "dry-run" ? "a dry run" : "declined"}`;
  return [
    `replayed ${replayed} · not replayed ${notReplayed.length} · replayed but not removed ${notRemoved.length}`,
    ...renderRefusals("Not replayed, still in the dead-letter queue:", notReplayed),
    ...renderRefusals("Replayed but not removed; replaying them again does no harm:", notRemoved),
  ].join("\n");
}
