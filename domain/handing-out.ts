import type { Batch, BatchResponse, IntakeMessage } from "./batch.ts";
import { BusEvent } from "./bus-event.ts";
import { concurrently } from "./concurrently.ts";
import { UnreadableEvent } from "./errors.ts";
import type { Dice, OutletQueue } from "./outlet.ts";
import type { Invocation, Log } from "./ports.ts";
import { putOffSeconds } from "./put-off.ts";

export interface HandingOutPorts {
  readonly batch: Batch;
  readonly queue: OutletQueue;
  readonly dice: Dice;
  readonly log: Log;
}

// A batch has ten messages; whoever is told outside has a pace of its own.
const atOnceMax = 3;

/**
 * Hands the events of an SQS batch out, each by itself. A message that fails is put off, longer each time it has been received, and
 * after `receivesMax` receives SQS takes it to the outlet's dead letters.
 */
export function handOut(
  { batch, queue, dice, log }: HandingOutPorts,
  event: unknown,
  invocation: Invocation,
  tell: (event: BusEvent, message: IntakeMessage) => Promise<void>,
): Promise<BatchResponse> {
  return batch.process(event, invocation, async (messages) => {
    const failures = new Map<string, Error>();
    await concurrently(messages, atOnceMax, async (message) => {
      try {
        await tell(busEventIn(message.body), message);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        failures.set(message.messageId, failure);
        const about = { reason: failure.name, messageId: message.messageId };
        log.warn("Cannot hand the event out, it will come again", { outcome: "failed", ...about });
        await queue.putOff(message, putOffSeconds(message.receives, dice())).catch((refusal: Error) => {
          log.warn("Cannot put the message off, it comes again when it is visible", {
            outcome: "failed",
            ...about,
            reason: refusal.name,
          });
        });
      }
    });
    return failures;
  });
}

/**
 * What EventBridge has put into the queue.
 * @throws {UnreadableEvent} it is no event of ours
 */
function busEventIn(body: string): BusEvent {
  const parsed = BusEvent.safeParse(flattened(body));
  if (!parsed.success) throw new UnreadableEvent();
  return parsed.data;
}

function flattened(body: string): unknown {
  try {
    const { "detail-type": detailType, detail } = JSON.parse(body) ?? {};
    return { detailType, detail };
  } catch {
    return undefined;
  }
}
