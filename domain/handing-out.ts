import type { Batch, BatchResponse, IntakeMessage } from "./batch.ts";
import { BusEvent } from "./bus-event.ts";
import { concurrently } from "./concurrently.ts";
import { NotTaken, UnreadableEvent } from "./errors.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import type { Dice, OutletDeadLetters, OutletQueue } from "./outlet.ts";
import type { OutletReason } from "./outlet-reason.ts";
import type { Invocation, Log } from "./ports.ts";
import { putOffSeconds, receivesMax } from "./put-off.ts";

export interface HandingOutPorts {
  readonly batch: Batch;
  readonly queue: OutletQueue;
  /** Where what is given up goes with its reason. */
  readonly deadLetters: OutletDeadLetters;
  readonly dice: Dice;
  readonly log: Log;
}

// A batch has ten messages; whoever is told outside has a pace of its own.
const atOnceMax = 3;

/**
 * Hands the events of an SQS batch out, each by itself. A message that fails is put off, longer each time it has been received; one
 * that has failed often enough goes to the outlet's dead letters, with the reason. What SQS takes there itself has none.
 */
export function handOut(
  ports: HandingOutPorts,
  event: unknown,
  invocation: Invocation,
  tell: (event: BusEvent, message: IntakeMessage, time: string) => Promise<void>,
): Promise<BatchResponse> {
  return ports.batch.process(event, invocation, async (messages) => {
    const failures = new Map<string, Error>();
    await concurrently(messages, atOnceMax, async (message) => {
      try {
        const { event, time } = busEventIn(message.body);
        await tell(event, message, time);
      } catch (error) {
        const failure = await notHandedOut(ports, message, error instanceof Error ? error : new Error(String(error)));
        if (failure) failures.set(message.messageId, failure);
      }
    });
    return failures;
  });
}

/** @returns nothing when the message lies in the dead letters: it is done with here */
async function notHandedOut(
  ports: HandingOutPorts,
  message: IntakeMessage,
  failure: Error,
): Promise<Error | undefined> {
  const { queue, dice, log } = ports;
  const { messageId, receives } = message;
  const { code, triesMax, waitSeconds } = failure instanceof NotTaken ? failure : unexpected(failure);
  if (receives >= triesMax && (await isParked(ports, message, { code, message: failure.message, tries: receives }))) {
    log.warn("Cannot hand the event out, it lies in the dead letters of its outlet", {
      outcome: "parked",
      code,
      messageId,
    });
    return undefined;
  }
  log.warn("Cannot hand the event out, it will come again", {
    outcome: "failed",
    reason: failure.name,
    code,
    messageId,
  });
  const seconds = Math.max(putOffSeconds(receives, dice()), waitSeconds);
  await queue.putOff(message, seconds).catch((refusal: Error) => {
    const about = { outcome: "failed", reason: refusal.name, messageId };
    log.warn("Cannot put the message off, it comes again when it is visible", about);
  });
  return failure;
}

function unexpected({ name }: Error): Pick<NotTaken, "code" | "triesMax" | "waitSeconds"> {
  return { code: name, triesMax: name === "UnreadableEvent" ? 1 : receivesMax, waitSeconds: 0 };
}

async function isParked(
  { deadLetters, log }: HandingOutPorts,
  message: IntakeMessage,
  reason: OutletReason,
): Promise<boolean> {
  try {
    await deadLetters.park(message, reason);
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    log.warn("Cannot park the message, it comes again", {
      outcome: "failed",
      reason: name,
      messageId: message.messageId,
    });
    return false;
  }
}

/**
 * What EventBridge has put into the queue, and when it took it; ISO 8601, UTC.
 * @throws {UnreadableEvent} it is no event of ours
 */
function busEventIn(body: string): { readonly event: BusEvent; readonly time: string } {
  const json = parseJson(body);
  const value = json.kind === "json" ? json.value : undefined;
  const time = textAt(value, "time");
  const parsed = BusEvent.safeParse({ detailType: textAt(value, "detail-type"), detail: valueAt(value, "detail") });
  if (!parsed.success || time === undefined) throw new UnreadableEvent();
  return { event: parsed.data, time };
}
