import { deadLetterOf } from "#domain/dead-letter.ts";
import type { DeadLetterSelection } from "#domain/dead-letter-selection.ts";
import { formatInstant } from "#domain/instant.ts";
import type { Refusal } from "#domain/message-queue.ts";
import type { Decision } from "../confirmation.ts";
import { moveLetters } from "../dlq/letter-move.ts";
import { decisionOn, type LetterPlan, planLetters } from "../dlq/letter-plan.ts";
import type { ReadPorts } from "../dlq/read-queue.ts";

/** Where discarded messages are kept. */
export interface Archive {
  /** Resolves when the lines are on the disk, not merely on their way to it. */
  write(lines: readonly string[]): Promise<void>;
}

export interface DlqDiscardPorts extends ReadPorts {
  /** Called once, when something is to be written. @throws {Error} the file exists, or cannot be made */
  readonly openArchive: () => Promise<Archive>;
  readonly decide: (plan: LetterPlan) => Promise<Decision>;
  readonly progress?: (done: number, total: number) => void;
}

export interface DlqDiscardOptions {
  readonly selection: DeadLetterSelection;
  readonly signal?: AbortSignal;
}

/** What `gumshoe dlq discard` answers. */
export interface DlqDiscardReport {
  readonly plan: LetterPlan;
  readonly decision: Decision;
  readonly archived: number;
  readonly removed: number;
  readonly notArchived: readonly Refusal[];
  /** Archived, and still in the dead-letter queue. */
  readonly notRemoved: readonly Refusal[];
}

/** Archives dead letters, then removes them: each only after it is on the disk. */
export async function dlqDiscard(ports: DlqDiscardPorts, options: DlqDiscardOptions): Promise<DlqDiscardReport> {
  const { selection, signal } = options;
  const planned = await planLetters(ports, selection, signal);
  const { plan } = planned;
  const decision = await decisionOn(plan, ports.decide, signal);
  if (decision !== "go" || plan.messages === 0) {
    return { plan, decision, archived: 0, removed: 0, notArchived: [], notRemoved: [] };
  }
  const archive = await ports.openArchive();
  const discardedAt = formatInstant(ports.clock.now());
  const { moved, notMoved, notRemoved } = await moveLetters(ports, planned, {
    carry: async (messages) => {
      await archive.write(
        messages.map((message) => {
          const { messageId, reason, sentAt } = deadLetterOf(message);
          const { attributes, sourceArn, body } = message;
          return JSON.stringify({ messageId, reason, sentAt, discardedAt, attributes, sourceArn, body });
        }),
      );
      return [];
    },
    rate: Number.POSITIVE_INFINITY,
    signal,
    progress: ports.progress,
  });
  return { plan, decision, archived: moved, removed: moved - notRemoved.length, notArchived: notMoved, notRemoved };
}
