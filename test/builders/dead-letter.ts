import type { HeldMessage, HoldingQueue, Receipt, Refusal, SendingQueue } from "#domain/message-queue.ts";
import type { Clock } from "#domain/ports.ts";
import { aReplayEnvelope } from "./event.ts";

/** A message of the dead-letter queue as it is received: a parked finding unless said. */
export function aDeadLetterMessage(overrides: Partial<HeldMessage> = {}): HeldMessage {
  return {
    messageId: "00000000-0000-4000-8000-000000000001",
    receipt: "r",
    body: JSON.stringify(aReplayEnvelope()),
    sentAt: Date.parse("2026-03-04T12:00:01.000Z"),
    attributes: {},
    ...overrides,
  };
}

interface Held {
  readonly message: HeldMessage;
  hiddenUntil: number;
  receives: number;
}

/** A queue in memory with holds on a clock; `died` makes every call fail, `onEffect` hears of each change before and after. */
export class FakeHoldingQueue implements HoldingQueue, SendingQueue {
  readonly clock: Clock;
  readonly messages: Held[];
  readonly sent: { readonly messageId: string; readonly body: string }[] = [];
  retentionSeconds = 14 * 24 * 60 * 60;
  receives = 0;
  /** Throws to fail a call, before it has its effect or after. */
  onEffect: (effect: "send" | "remove" | "hold" | "receive", when: "before" | "after") => void = () => {};
  /** Ids that are refused when sent or removed. */
  readonly refuseSending = new Set<string>();
  readonly refuseRemoving = new Set<string>();

  constructor(clock: Clock, messages: readonly HeldMessage[] = []) {
    this.clock = clock;
    this.messages = messages.map((message) => ({ message, hiddenUntil: 0, receives: 0 }));
  }

  get ids(): readonly string[] {
    return this.messages.map(({ message }) => message.messageId);
  }

  get hidden(): number {
    return this.messages.filter(({ hiddenUntil }) => hiddenUntil > this.clock.now()).length;
  }

  async depth() {
    const held = this.hidden;
    return { visible: this.messages.length - held, held, retentionSeconds: this.retentionSeconds };
  }

  async receive(holdSeconds: number): Promise<readonly HeldMessage[]> {
    this.onEffect("receive", "before");
    this.receives += 1;
    const now = this.clock.now();
    const taken = this.messages.filter(({ hiddenUntil }) => hiddenUntil <= now).slice(0, 10);
    for (const held of taken) {
      held.hiddenUntil = now + holdSeconds * 1_000;
      held.receives += 1;
    }
    this.onEffect("receive", "after");
    return taken.map(({ message, receives }) => ({ ...message, receipt: `${message.messageId} ${receives}` }));
  }

  async hold(messages: readonly Receipt[], seconds: number): Promise<readonly Refusal[]> {
    this.onEffect("hold", "before");
    for (const held of this.#of(messages)) held.hiddenUntil = this.clock.now() + seconds * 1_000;
    this.onEffect("hold", "after");
    return [];
  }

  async remove(messages: readonly Receipt[]): Promise<readonly Refusal[]> {
    this.onEffect("remove", "before");
    const removed = this.#of(messages).filter(({ message }) => !this.refuseRemoving.has(message.messageId));
    for (const held of removed) this.messages.splice(this.messages.indexOf(held), 1);
    this.onEffect("remove", "after");
    return refusals(messages, this.refuseRemoving);
  }

  async send(messages: readonly { readonly messageId: string; readonly body: string }[]): Promise<readonly Refusal[]> {
    this.onEffect("send", "before");
    this.sent.push(...messages.filter(({ messageId }) => !this.refuseSending.has(messageId)));
    this.onEffect("send", "after");
    return refusals(messages, this.refuseSending);
  }

  /** Only the newest receipt counts, as in SQS. */
  #of(messages: readonly Receipt[]): readonly Held[] {
    const receipts = new Set(messages.map(({ receipt }) => receipt));
    return this.messages.filter(({ message, receives }) => receipts.has(`${message.messageId} ${receives}`));
  }
}

function refusals(messages: readonly { readonly messageId: string }[], refused: ReadonlySet<string>) {
  return messages
    .filter(({ messageId }) => refused.has(messageId))
    .map(({ messageId }) => ({ messageId, why: "InternalError" }));
}
