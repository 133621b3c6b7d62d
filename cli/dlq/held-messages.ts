import type { HeldMessage, HoldingQueue, Receipt } from "#domain/message-queue.ts";
import type { Clock } from "#domain/ports.ts";

const firstHoldSeconds = 300;
const holdSecondsMax = 12 * 60 * 60;
const sliceMs = 1_000;

interface Hold extends Receipt {
  until: number;
}

/**
 * The messages of one queue that a run holds: each is new once, is held for as long as the run goes on, and is given back
 * at its end.
 */
export class HeldMessages {
  readonly #queue: HoldingQueue;
  readonly #clock: Clock;
  readonly #seen = new Set<string>();
  readonly #held = new Map<string, Hold>();
  #holdSeconds = firstHoldSeconds;
  #lookedAt: number;

  constructor(queue: HoldingQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#lookedAt = clock.now();
  }

  /** How many different messages were received. */
  get seen(): number {
    return this.#seen.size;
  }

  /** Receives some messages. @returns those that are new to the run, and whether any came at all */
  async receive(waitSeconds: number): Promise<{ readonly fresh: readonly HeldMessage[]; readonly any: boolean }> {
    const received = await this.#queue.receive(this.#holdSeconds, waitSeconds);
    const until = this.#clock.now() + this.#holdSeconds * 1_000;
    const fresh = received.filter(({ messageId }) => !this.#seen.has(messageId));
    // One that comes again although it is held: its hold was too short, for a clock faster than ours.
    if (fresh.length < received.length) this.#holdSeconds = Math.min(this.#holdSeconds * 2, holdSecondsMax);
    for (const { messageId, receipt } of received) {
      this.#seen.add(messageId);
      this.#held.set(messageId, { messageId, receipt, until });
    }
    return { fresh, any: received.length > 0 };
  }

  /** Forgets messages that are gone from the queue. */
  drop(messages: readonly { readonly messageId: string }[]): void {
    for (const { messageId } of messages) this.#held.delete(messageId);
  }

  /** Lengthens the holds that have run halfway. Called at least every quarter of a hold, it loses none. */
  async keep(): Promise<void> {
    const now = this.#clock.now();
    const holdMs = this.#holdSeconds * 1_000;
    if (now - this.#lookedAt < holdMs / 4) return;
    this.#lookedAt = now;
    const due = [...this.#held.values()].filter(({ until }) => until - now < holdMs / 2);
    await this.#queue.hold(due, this.#holdSeconds);
    for (const hold of due) hold.until = now + holdMs;
  }

  /** Waits, unless interrupted, and keeps what is held meanwhile. */
  async pause(ms: number, signal?: AbortSignal): Promise<void> {
    for (let left = ms; left > 0 && !signal?.aborted; left -= sliceMs) {
      await this.#clock.sleep(Math.min(left, sliceMs));
      await this.keep();
    }
  }

  /** Lets everybody have the messages again. @returns how many stay hidden until their hold runs out */
  async giveBack(): Promise<number> {
    const held = [...this.#held.values()];
    this.#held.clear();
    try {
      return (await this.#queue.hold(held, 0)).length;
    } catch {
      // Nothing is lost by it: they appear by themselves.
      return held.length;
    }
  }
}
