import type { DeadLetter } from "#domain/dead-letter.ts";
import type { DeadLetterFinding } from "#domain/dead-letter-finding.ts";
import type { Instant } from "#domain/instant.ts";
import { cleanText, escapeInvisible } from "#domain/text.ts";
import type { DlqShowReport, ShownLetter } from "../commands/dlq-show.ts";
import type { Paint } from "../paint.ts";
import { age } from "./render-groups.ts";

export interface ShowLook {
  readonly paint: Paint;
  readonly now: Instant;
  /** The local AWS has no console: the links are where they would be on AWS. */
  readonly isLocal: boolean;
}

const findingsMax = 20;
const kindWords: Readonly<Record<DeadLetter["kind"], string>> = {
  parked: "parked by the pipeline",
  rejected: "rejected by ingest",
  undeliverable: "undeliverable for EventBridge",
  "received-too-often": "given up by the intake queue",
  "execution-ended": "left by an execution that failed",
  "not-handed-out": "given up by the outlet",
};

/** Dead letters with all that helps to decide about them. */
export function renderShow({ letters }: DlqShowReport, look: ShowLook): string {
  return letters.map((letter) => renderLetter(letter, look)).join("\n\n");
}

function renderLetter(letter: ShownLetter, { paint, now, isLocal }: ShowLook): string {
  const { guide, links, replayed, body } = letter;
  const line = (label: string, text: string | undefined) => (text ? [`  ${paint.dim(label.padEnd(12))}${text}`] : []);
  const sentBack = replayed && `, last sent back ${age(replayed.at, now)} ago by ${cleanText(replayed.by, 80)}`;
  return [
    `${paint.bold(letter.reason)}  ${paint.dim(`message ${cleanText(letter.messageId, 100)}`)}`,
    ...line("came here", `${kindWords[letter.kind]}, ${age(letter.waitingSince, now)} ago (${letter.waitingSince})`),
    ...line("where", letter.state),
    ...line("replays", `${letter.attempt}${sentBack ?? ""}`),
    ...line("error", letter.message),
    ...letter.findings.slice(0, findingsMax).flatMap((finding) => renderFinding(finding, line)),
    ...(letter.findings.length > findingsMax ? line("", `+${letter.findings.length - findingsMax} more findings`) : []),
    "",
    ...line("it means", guide.meaning),
    ...line("do", guide.action),
    ...line("a replay?", guide.replayEffect),
    "",
    ...(isLocal ? line("links", "as they would be on AWS: the local AWS has no console") : []),
    ...line("execution", links.execution),
    ...links.findings.flatMap((link) => line("finding", link)),
    ...links.reports.flatMap((link) => line("report", cleanText(link, 1_024))),
    ...line("queue", links.queue),
    ...(body === undefined ? [] : ["", escapeInvisible(body)]),
  ].join("\n");
}

type Line = (label: string, text: string | undefined) => readonly string[];

function renderFinding(finding: DeadLetterFinding, line: Line): readonly string[] {
  const { id, title, severity, accountId, region, version, principals } = finding;
  return [
    "",
    ...line("finding", cleanText(title || id, 160)),
    ...line("", title ? cleanText(id, 512) : undefined),
    ...line("", [severity, accountId, region, version].filter(Boolean).join(" · ")),
    ...principals.flatMap((arn) => line("principal", cleanText(arn, 700))),
  ];
}
