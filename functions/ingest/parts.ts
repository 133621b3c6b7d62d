import type { IntakeMessage } from "#domain/batch.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import type { IntakeQueue } from "#domain/message-queue.ts";
import type { Invocation, Log } from "#domain/ports.ts";
import { readingParts } from "#domain/reading-order.ts";
import { Troubles } from "./troubles.ts";

export interface PartsPorts {
  readonly intakeQueue: IntakeQueue;
  readonly log: Log;
}

// What one part may need when a service is slow.
const partMs = 30_000;

/**
 * Works on a batch part by part, as `readingParts` has them, and acknowledges each part before the next one is read: whatever that
 * one does to the process, what is done is done. A batch of one part, which is nearly every batch, is left to Lambda to acknowledge.
 */
export async function inParts(
  { intakeQueue, log }: PartsPorts,
  messages: readonly IntakeMessage[],
  invocation: Invocation,
  work: (part: readonly IntakeMessage[]) => Promise<Troubles>,
): Promise<Troubles> {
  const parts = readingParts(messages);
  const [only, ...others] = parts;
  if (!only || others.length === 0) return work(messages);

  const troubles = new Troubles();
  for (const part of parts) {
    const messageIds = part.map(({ messageId }) => messageId);
    await troubles.contain(messageIds, async () => {
      if (part !== only && invocation.getRemainingTimeInMillis() < partMs)
        throw new ServiceUnavailable("lambda, no time is left");
      for (const [messageId, error] of await work(part)) troubles.set(messageId, error);
    });
    if (part === parts.at(-1)) break;
    const done = part.filter(({ messageId }) => !troubles.has(messageId));
    await intakeQueue.acknowledge(done).catch((error: Error) => {
      const line = { outcome: "unacknowledged", reason: error.name };
      log.warn("Cannot acknowledge messages before the next ones are read, they may come again", line);
    });
  }
  return troubles;
}
