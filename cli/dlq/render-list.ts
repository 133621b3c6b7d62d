import Table from "cli-table3";
import type { DeadLetter } from "#domain/dead-letter.ts";
import { durationInWords } from "#domain/duration.ts";
import { dayMs, type Instant } from "#domain/instant.ts";
import { cleanText } from "#domain/text.ts";
import type { DlqListReport } from "../commands/dlq-list.ts";
import type { Paint } from "../paint.ts";
import { shortPrincipal } from "../short-principal.ts";
import { type QueueName, queueArgument, sourceWords } from "./queue-option.ts";
import { age, many, readingNotes, renderGroups } from "./render-groups.ts";

export interface Look {
  readonly paint: Paint;
  /** Characters a line may take. */
  readonly columns: number;
  readonly now: Instant;
  /** Whose dead letters; the intake's unless said. */
  readonly of?: QueueName;
}

const lossWarningMs = 3 * dayMs;

/** The dead-letter queue as a person wants to see it: reasons first, then the messages that wait longest. */
export function renderList(report: DlqListReport, look: Look): string {
  const { queue, selected, reasons, letters, hidden } = report;
  const notes = readingNotes(queue);
  if (selected === 0) return [nothing(queue.read), ...notes].join("\n");
  return [
    renderGroups(reasons, look.now, look.paint),
    "",
    rows(letters, look),
    ...(hidden > 0 ? [`… and ${many(hidden, "message")} more: --all or --json shows them`] : []),
    "",
    ...[...lossNote(report, look), ...notes].map((note) => look.paint.yellow(note)),
    ...next(report, look).map((line) => look.paint.dim(line)),
  ].join("\n");
}

function nothing(read: number): string {
  return read === 0
    ? "The dead-letter queue is empty."
    : `None of the ${many(read, "message")} in the dead-letter queue is meant by these filters.`;
}

function rows(letters: readonly DeadLetter[], { paint, columns, now }: Look): string {
  const [message, reason, attempt, waits, borders] = [38, 24, 9, 8, 7];
  const flexible = Math.max(columns, 130) - message - reason - attempt - waits - borders;
  const table = new Table({
    head: ["message id", "reason", "replays", "waits", "finding", "principals"].map((head) => paint.bold(head)),
    colWidths: [message, reason, attempt, waits, Math.ceil(flexible * 0.6), Math.floor(flexible * 0.4)],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const letter of letters) {
    const waits = age(letter.waitingSince, now);
    table.push([
      cleanText(letter.messageId, 36),
      letter.reason,
      String(letter.attempt),
      waits,
      findingCell(letter, paint),
      principalCell(letter),
    ]);
  }
  return table.toString();
}

function findingCell({ findings, message }: DeadLetter, paint: Paint): string {
  const [first, ...others] = findings;
  if (!first) return paint.dim(cleanText(message, 120));
  const title = cleanText(first.title || first.id, 80);
  const facts = [first.severity, first.accountId, others.length > 0 ? `+${others.length} more` : undefined];
  return `${title}\n${paint.dim(facts.filter(Boolean).join(" · "))}`;
}

function principalCell({ findings }: DeadLetter): string {
  const names = [...new Set(findings.flatMap(({ principals }) => principals))].map((arn) =>
    cleanText(shortPrincipal(arn), 60),
  );
  return names.length > 3 ? `${names.slice(0, 3).join("\n")}\n+${names.length - 3} more` : names.join("\n");
}

function lossNote({ firstLossAt }: DlqListReport, { now }: Look): readonly string[] {
  const leftMs = firstLossAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(firstLossAt) - now;
  if (leftMs > lossWarningMs) return [];
  return [`SQS deletes the oldest of them in ${durationInWords(leftMs)}: replay them, or archive them with discard.`];
}

function next({ reasons, letters: [oldest] }: DlqListReport, { of = "intake" }: Look): readonly string[] {
  const more = queueArgument(of);
  if (!oldest) return [];
  const [helped] = reasons.filter(({ replay }) => replay !== "no");
  const [vain] = reasons.filter(({ replay }) => replay === "no");
  return [
    `gumshoe dlq show ${cleanText(oldest.messageId, 36)}${more}: the error in words, and what to do about it`,
    ...(helped
      ? [
          `gumshoe dlq replay --reason ${helped.reason}${more}: send those back; ${of === "intake" ? "docs/reasons.md explains every reason" : "dlq show explains the reason"}`,
        ]
      : []),
    ...(vain
      ? [`gumshoe dlq discard --reason ${vain.reason}${more} --to FILE: archive and remove what no replay helps`]
      : []),
    `The SQS console can send everything back, too: Start DLQ redrive, custom destination = ${sourceWords(of)}`,
  ];
}
