import type { DeadLetter } from "#domain/dead-letter.ts";
import { deadLetterOf } from "#domain/dead-letter.ts";
import { type DeadLetterSelection, isSelected } from "#domain/dead-letter-selection.ts";
import type { HeldMessage } from "#domain/message-queue.ts";
import type { Decision } from "../confirmation.ts";
import type { HeldMessages } from "./held-messages.ts";
import { LetterGroups, type ReasonGroup } from "./letter-groups.ts";
import { type QueueRead, type ReadPorts, readQueue } from "./read-queue.ts";

/** What a command is about to do, counted before anything is done. */
export interface LetterPlan {
  readonly queue: QueueRead;
  readonly messages: number;
  readonly findings: number;
  readonly reasons: readonly ReasonGroup[];
}

export interface Planned {
  readonly plan: LetterPlan;
  readonly messageIds: ReadonlySet<string>;
}

const receivers = 8;

/**
 * Looks through the queue for the messages that are meant, and gives all of them back: nobody is kept from them while a
 * person thinks. @param also hears of each message that is meant
 */
export async function planLetters(
  ports: ReadPorts,
  selection: DeadLetterSelection,
  signal: AbortSignal | undefined,
  also: (letter: DeadLetter) => void = () => {},
): Promise<Planned> {
  const groups = new LetterGroups();
  const messageIds = new Set<string>();
  const now = ports.clock.now();
  const queue = await readQueue(ports, { receivers, ...(signal && { signal }) }, (messages) => {
    for (const message of messages) {
      const letter = deadLetterOf(message);
      if (!isSelected(letter, selection, now)) continue;
      groups.add(letter);
      messageIds.add(message.messageId);
      also(letter);
    }
  });
  const reasons = groups.all();
  const findings = reasons.reduce((sum, group) => sum + group.findings, 0);
  return { plan: { queue, messages: messageIds.size, findings, reasons }, messageIds };
}

/** What is decided about a plan. Nobody is asked about an empty one, nor about one that was interrupted half-made. */
export async function decisionOn<P extends LetterPlan>(
  plan: P,
  decide: (plan: P) => Promise<Decision>,
  signal: AbortSignal | undefined,
): Promise<Decision> {
  if (signal?.aborted) return "declined";
  return plan.messages === 0 ? "go" : decide(plan);
}

/**
 * Goes through the queue again for the messages of a plan, and no others: what has come since stays where it is. One
 * receiver, so that a message is in hand for no longer than its own work takes.
 * @param left ids of the messages that are still to come; `visit` takes out those that it is done with
 */
export async function visitPlanned(
  ports: ReadPorts,
  left: ReadonlySet<string>,
  signal: AbortSignal | undefined,
  visit: (messages: readonly HeldMessage[], held: HeldMessages) => Promise<void>,
): Promise<void> {
  const reading = { receivers: 1, ...(signal && { signal }), isEnough: () => left.size === 0 };
  await readQueue(ports, reading, async (messages, held) => {
    const planned = messages.filter(({ messageId }) => left.has(messageId));
    if (planned.length > 0) await visit(planned, held);
  });
}
