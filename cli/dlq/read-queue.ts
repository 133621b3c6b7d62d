import { concurrently } from "#domain/concurrently.ts";
import type { HeldMessage, HoldingQueue, QueueDepth } from "#domain/message-queue.ts";
import type { Clock } from "#domain/ports.ts";
import { HeldMessages } from "./held-messages.ts";

export interface ReadPorts {
  readonly queue: HoldingQueue;
  readonly clock: Clock;
}

export interface ReadOptions {
  /** Receives at once. */
  readonly receivers: number;
  /** Ends the reading early, in good order. */
  readonly signal?: AbortSignal;
  /** Asked before every receive: true when enough has been seen. */
  readonly isEnough?: () => boolean;
}

/** How a queue was read. */
export interface QueueRead {
  /** Different messages that were seen. */
  readonly read: number;
  /** Messages that somebody else held when it began: they are not among those seen. */
  readonly heldByOthers: number;
  /** False when it ended before every message was seen: interrupted, or more than SQS hands out at a time (120,000). */
  readonly isComplete: boolean;
  /** Messages that stay hidden for a while because they could not be given back. */
  readonly notGivenBack: number;
  readonly retentionSeconds: number;
}

const waitSeconds = 1;
// SQS keeps messages on many servers, and a wait asks all of them: empty twice means empty.
const emptyReceivesMax = 2;
// So many messages of a queue can be held; of more, SQS hands out none.
const heldMax = 120_000;
// Messages that come again and again: their holds grow by then (see HeldMessages).
const staleReceivesMax = 12;

/**
 * Shows every message of a queue once, and gives all of them back at the end, whatever happens. SQS has no snapshot: they
 * are received and held until no more come.
 * @param visit may take messages away: it tells `held` which ones are gone
 */
export async function readQueue({ queue, clock }: ReadPorts, options: ReadOptions, visit: Visit): Promise<QueueRead> {
  const depth = await queue.depth();
  const held = new HeldMessages(queue, clock);
  const outcome = await receiveAll(held, depth, options, visit).then(
    (isDry) => ({ isDry }),
    (error: unknown) => ({ error }),
  );
  const notGivenBack = await held.giveBack();
  if ("error" in outcome) throw outcome.error;
  return {
    read: held.seen,
    heldByOthers: depth.held,
    isComplete: outcome.isDry && held.seen + depth.held < heldMax,
    notGivenBack,
    retentionSeconds: depth.retentionSeconds,
  };
}

type Visit = (messages: readonly HeldMessage[], held: HeldMessages) => Promise<void> | void;

/** @returns whether the queue ran dry: no receiver was stopped, and none gave up on messages that come again and again */
async function receiveAll(held: HeldMessages, depth: QueueDepth, options: ReadOptions, visit: Visit): Promise<boolean> {
  const receivers = Array.from({ length: options.receivers }, (_, number) => number);
  const ends = await concurrently(receivers, receivers.length, async () => {
    let [empty, stale] = [0, 0];
    while (!isStopped(options) && empty < emptyReceivesMax && stale < staleReceivesMax) {
      const { fresh, any } = await held.receive(waitSeconds);
      empty = any ? 0 : empty + emptyWorth(held, depth);
      stale = fresh.length > 0 || !any ? 0 : stale + 1;
      if (fresh.length > 0) await visit(fresh, held);
      await held.keep();
    }
    return empty >= emptyReceivesMax;
  });
  return ends.every((isDry) => isDry);
}

function isStopped({ signal, isEnough }: ReadOptions): boolean {
  return signal?.aborted === true || isEnough?.() === true;
}

/** Once as many were seen as there should be, one empty answer is enough. */
function emptyWorth(held: HeldMessages, depth: QueueDepth): number {
  return held.seen >= depth.visible ? emptyReceivesMax : 1;
}
