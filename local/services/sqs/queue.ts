import type { Clock } from "../../clock.ts";
import { TimerHeap } from "../../timer-heap.ts";
import { Arrivals } from "./arrivals.ts";
import { sqsError } from "./errors.ts";
import type { HeldMessage, Place } from "./held-message.ts";
import type { Message } from "./message.ts";
import { numberAttribute, type QueueAttributes, redrivePolicyOf } from "./queue-attributes.ts";
import { readReceiptHandle, receiptHandle } from "./receipt-handle.ts";
import { notChangeable, visibilitySecondsMax } from "./visibility.ts";

export interface ReceivedMessage {
  readonly message: Message;
  readonly receiptHandle: string;
}

/** What becomes of a message: `moved` is by redrive or by a move task. */
export type MessageChange = "arrives" | "deleted" | "moved" | "purged" | "expired";

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

// @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const inFlightMax = 120_000;

/** One standard queue. Visibility time-outs and delays run on the clock; messages past their retention are gone when next looked at. */
export class Queue {
  readonly arn: string;
  readonly url: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly arrivals = new Arrivals();
  /** Hears of every message that comes or goes. */
  onChange: ((message: Message, change: MessageChange) => void) | undefined;
  attributes: QueueAttributes;
  modifiedAtMs: number;
  purgedAtMs = Number.NEGATIVE_INFINITY;
  readonly #clock: Clock;
  /** Time does not move for the sake of messages in flight. */
  readonly #patient: boolean;
  readonly #held = new Map<string, HeldMessage>();
  readonly #line = new TimerHeap<Place>();
  readonly #counts = { visible: 0, "in-flight": 0, delayed: 0 };
  #places = 0;

  constructor(arn: string, url: string, attributes: QueueAttributes, clock: Clock, patient = false) {
    this.arn = arn;
    this.url = url;
    this.name = arn.slice(arn.lastIndexOf(":") + 1);
    this.attributes = attributes;
    this.#clock = clock;
    this.#patient = patient;
    this.createdAtMs = clock.now();
    this.modifiedAtMs = this.createdAtMs;
  }

  add(message: Message, delaySeconds: number): void {
    const held: HeldMessage = { message, state: "delayed", receives: 0, receivedAtMs: 0 };
    this.#held.set(message.id, held);
    this.#counts.delayed++;
    this.onChange?.(message, "arrives");
    this.#showAfter(held, delaySeconds);
  }

  /**
   * Receives up to `max` visible messages. One that has been received too often goes to `deadLetter` instead;
   * it stays if that answers false.
   */
  receive(max: number, visibilitySeconds: number, deadLetter: (message: Message) => boolean): ReceivedMessage[] {
    if (this.#counts["in-flight"] >= inFlightMax) {
      throw sqsError("OverLimit", `Too many messages in flight: limit is ${inFlightMax}`);
    }
    const taken: HeldMessage[] = [];
    while (taken.length < max) {
      const held = this.#first();
      if (!held) break;
      if (this.#isExhausted(held) && this.#moveOut(held, deadLetter)) continue;
      this.#markReceived(held);
      taken.push(held);
    }
    // Shown again only now: with a time-out of 0 the same message must not be taken twice.
    for (const held of taken) this.#showAfter(held, visibilitySeconds);
    return taken.map(({ message, receives }) => ({
      message,
      receiptHandle: receiptHandle(this.arn, { messageId: message.id, receive: receives }),
    }));
  }

  /** Deletes by receipt. An older receipt than the message's last does nothing, nor does that of a deleted message. */
  delete(handle: string): void {
    const { messageId, receive } = readReceiptHandle(this.arn, handle);
    const held = this.#held.get(messageId);
    if (held?.receives === receive) this.#remove(held, "deleted");
  }

  /** Lets the time-out of a message in flight end `seconds` from now. @throws {ServiceError} not in flight, or beyond 12 h */
  changeVisibility(handle: string, seconds: number): void {
    const { messageId, receive } = readReceiptHandle(this.arn, handle);
    const held = this.#held.get(messageId);
    if (held?.receives !== receive) throw notChangeable(handle);
    if (held.state !== "in-flight") throw sqsError("MessageNotInflight", "The message is not in flight.");
    const totalSeconds = (this.#clock.now() - held.receivedAtMs) / 1000 + seconds;
    if (totalSeconds > visibilitySecondsMax) throw notChangeable(handle, totalSeconds);
    this.#showAfter(held, seconds);
  }

  /** Takes the oldest visible message out of the queue for good. */
  takeOut(): Message | undefined {
    const held = this.#first();
    if (held) this.#remove(held, "moved");
    return held?.message;
  }

  purge(): void {
    for (const held of [...this.#held.values()]) this.#remove(held, "purged");
  }

  counts(): QueueCounts {
    this.#first();
    const { visible, delayed, "in-flight": inFlight } = this.#counts;
    return { visible, delayed, inFlight };
  }

  /** Every message in the queue, in any state, in the order they came. */
  *messages(): Iterable<Message> {
    this.#first();
    for (const { message } of this.#held.values()) yield message;
  }

  /** The visible message sent earliest, after dropping those past their retention. */
  #first(): HeldMessage | undefined {
    const retentionMs = numberAttribute(this.attributes, "MessageRetentionPeriod") * 1000;
    for (let place = this.#line.peek(); place; place = this.#line.peek()) {
      if (place.atMs + retentionMs > this.#clock.now()) return place.held;
      this.#remove(place.held, "expired");
    }
    return undefined;
  }

  #isExhausted(held: HeldMessage): boolean {
    const policy = redrivePolicyOf(this.attributes);
    return policy !== undefined && held.receives >= policy.maxReceiveCount;
  }

  #moveOut(held: HeldMessage, deadLetter: (message: Message) => boolean): boolean {
    const moved = deadLetter(held.message);
    if (moved) this.#remove(held, "moved");
    return moved;
  }

  #markReceived(held: HeldMessage): void {
    this.#become(held, "in-flight");
    held.receives++;
    held.receivedAtMs = this.#clock.now();
    held.message.receiveCount++;
    held.message.firstReceivedAtMs ??= held.receivedAtMs;
  }

  #showAfter(held: HeldMessage, seconds: number): void {
    held.cancelTimer?.();
    delete held.cancelTimer;
    const background = this.#patient && held.state === "in-flight";
    const showAtMs = this.#clock.now() + seconds * 1000;
    if (seconds > 0) held.cancelTimer = this.#clock.at(showAtMs, () => this.#show(held), { background });
    else this.#show(held);
  }

  #show(held: HeldMessage): void {
    delete held.cancelTimer;
    this.#become(held, "visible");
    held.place = { atMs: held.message.sentAtMs, order: this.#places++, cancelled: false, held };
    this.#line.push(held.place);
    this.arrivals.announce();
  }

  #become(held: HeldMessage, state: HeldMessage["state"]): void {
    this.#leave(held);
    held.state = state;
    this.#counts[state]++;
  }

  #leave(held: HeldMessage): void {
    this.#counts[held.state]--;
    if (held.place) this.#line.cancel(held.place);
    delete held.place;
  }

  #remove(held: HeldMessage, change: MessageChange): void {
    held.cancelTimer?.();
    this.#leave(held);
    this.#held.delete(held.message.id);
    this.onChange?.(held.message, change);
  }
}
