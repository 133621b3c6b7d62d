import { type DeadLetter, deadLetterOf } from "#domain/dead-letter.ts";
import { type DeadLetterSelection, isSelected } from "#domain/dead-letter-selection.ts";
import { formatInstant } from "#domain/instant.ts";
import { LetterGroups, type ReasonGroup } from "../dlq/letter-groups.ts";
import { OldestLetters } from "../dlq/oldest-letters.ts";
import { type QueueRead, type ReadPorts, readQueue } from "../dlq/read-queue.ts";

export interface DlqListOptions {
  readonly selection: DeadLetterSelection;
  /** Rows at most; the groups count all. */
  readonly rowsMax: number;
  readonly signal?: AbortSignal;
}

/** What `gumshoe dlq list` answers. */
export interface DlqListReport {
  readonly queue: QueueRead;
  /** Messages that pass the filters. */
  readonly selected: number;
  readonly reasons: readonly ReasonGroup[];
  /** The oldest first. */
  readonly letters: readonly DeadLetter[];
  /** Selected messages that are counted but not among `letters`. */
  readonly hidden: number;
  /** When SQS deletes the first of them; ISO 8601, UTC. */
  readonly firstLossAt?: string;
}

const receivers = 8;

/** Reads the whole dead-letter queue and leaves it as it was. */
export async function dlqList(ports: ReadPorts, options: DlqListOptions): Promise<DlqListReport> {
  const { selection, rowsMax, signal } = options;
  const groups = new LetterGroups();
  const rows = new OldestLetters(rowsMax);
  const now = ports.clock.now();
  let firstSentAt = Number.POSITIVE_INFINITY;
  const reading = { receivers, ...(signal && { signal }) };
  const queue = await readQueue(ports, reading, (messages) => {
    for (const message of messages) {
      const letter = deadLetterOf(message);
      if (!isSelected(letter, selection, now)) continue;
      groups.add(letter);
      rows.add(letter);
      firstSentAt = Math.min(firstSentAt, message.sentAt);
    }
  });
  const letters = rows.all();
  const lossAtMs = firstSentAt + queue.retentionSeconds * 1_000;
  return {
    queue,
    selected: groups.messages,
    reasons: groups.all(),
    letters,
    hidden: groups.messages - letters.length,
    ...(Number.isFinite(lossAtMs) && { firstLossAt: formatInstant(lossAtMs) }),
  };
}
