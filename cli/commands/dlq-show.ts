import { executionLink, findingLink, queueLink } from "#domain/console-link.ts";
import { type DeadLetter, deadLetterOf, envelopeIn, guideOf } from "#domain/dead-letter.ts";
import type { ReasonGuide } from "#domain/dead-letter-reason.ts";
import { isIdOf } from "#domain/dead-letter-selection.ts";
import type { FindingKey } from "#domain/key.ts";
import type { HeldMessage } from "#domain/message-queue.ts";
import { type ReadPorts, readQueue } from "../dlq/read-queue.ts";

export interface DlqShowPorts extends ReadPorts {
  /** Link to the Detective report that the finding itself carries, if it does. */
  readonly reportOf: (finding: FindingKey) => Promise<string | undefined>;
}

export interface DlqShowOptions {
  /** A message id, a finding's id, or the end of one. */
  readonly id: string;
  readonly withBody: boolean;
  /** Where the queue is: for the links. */
  readonly place: { readonly partition: string; readonly region: string; readonly queueUrl: string };
  readonly signal?: AbortSignal;
}

export interface ConsoleLinks {
  readonly execution?: string;
  readonly findings: readonly string[];
  readonly reports: readonly string[];
  readonly queue?: string;
}

export interface ShownLetter extends DeadLetter {
  readonly guide: ReasonGuide & { readonly reason: DeadLetter["reason"] };
  readonly links: ConsoleLinks;
  /** When and by what it was last sent back, if it was. */
  readonly replayed?: { readonly at: string; readonly by: string };
  readonly body?: string;
}

/** What `gumshoe dlq show` answers: one message for a message id; every message that brings the finding for a finding's. */
export interface DlqShowReport {
  readonly letters: readonly ShownLetter[];
}

const receivers = 8;
const shownMax = 50;
const linksMax = 10;

/** @throws {Error} the queue holds no such message, or somebody else holds it right now */
export async function dlqShow(ports: DlqShowPorts, options: DlqShowOptions): Promise<DlqShowReport> {
  const { id, signal } = options;
  const found: HeldMessage[] = [];
  const isEnough = () => found.some(({ messageId }) => messageId === id) || found.length >= shownMax;
  const { heldByOthers } = await readQueue(ports, { receivers, ...(signal && { signal }), isEnough }, (messages) => {
    for (const message of messages) if (isMeant(message, id)) found.push(message);
  });
  if (found.length === 0) {
    const held = heldByOthers > 0 ? `, ${heldByOthers} more are held by somebody else just now` : "";
    throw new Error(`Cannot show "${id}": no dead letter has this message or finding id${held}`);
  }
  const exact = found.filter(({ messageId }) => messageId === id);
  const letters = await Promise.all(
    (exact.length > 0 ? exact : found).map((message) => shown(ports, message, options)),
  );
  return { letters };
}

function isMeant(message: HeldMessage, id: string): boolean {
  return message.messageId === id || deadLetterOf(message).findings.some((finding) => isIdOf(id, finding));
}

async function shown(
  { reportOf }: DlqShowPorts,
  message: HeldMessage,
  { withBody, place: { partition, region, queueUrl } }: DlqShowOptions,
): Promise<ShownLetter> {
  const letter = deadLetterOf(message);
  const findings = letter.findings.slice(0, linksMax);
  const reports = await Promise.all(
    findings.map(({ id, productArn }) => (productArn === undefined ? undefined : reportOf({ id, productArn }))),
  );
  const execution = letter.executionArn === undefined ? undefined : executionLink(letter.executionArn);
  const queue = queueLink(partition, region, queueUrl);
  const replayed = envelopeIn(message.body)?.replayed;
  return {
    ...letter,
    guide: { reason: letter.reason, ...guideOf(letter) },
    links: {
      ...(execution !== undefined && { execution }),
      findings: findings.flatMap((finding) => findingLink(partition, region, finding.id) ?? []),
      reports: reports.filter((report) => report !== undefined),
      ...(queue !== undefined && { queue }),
    },
    ...(replayed && { replayed: { at: replayed.at, by: replayed.by } }),
    ...(withBody && { body: message.body }),
  };
}
