import type { HeldMessage, Refusal } from "#domain/message-queue.ts";
import type { HeldMessages } from "./held-messages.ts";
import { type Planned, visitPlanned } from "./letter-plan.ts";
import type { ReadPorts } from "./read-queue.ts";

export interface MoveOptions {
  /** Brings messages to their new place. What it does not refuse is there, safely. */
  readonly carry: (messages: readonly HeldMessage[]) => Promise<readonly Refusal[]>;
  /** Messages a second at most. */
  readonly rate: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** What became of the messages of a plan: each is moved or not moved; of those moved, some may be in the old place still. */
export interface LetterMoves {
  readonly moved: number;
  readonly notMoved: readonly Refusal[];
  readonly notRemoved: readonly Refusal[];
}

const atOnceMax = 10;

/**
 * Moves the messages of a plan out of the queue. A message is removed only after it is known to be in its new place: whenever
 * this is killed, it is in one of the two, at worst in both. Trouble with the queue as a whole ends the run; what it did is told.
 */
export async function moveLetters(ports: ReadPorts, planned: Planned, options: MoveOptions): Promise<LetterMoves> {
  const move = new Move(ports, planned, options);
  const why = await visitPlanned(ports, move.left, options.signal, (messages, held) => move.some(messages, held)).then(
    () => (options.signal?.aborted ? "interrupted" : "it was not seen again: somebody holds it, or it is gone"),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const { moved, notMoved, notRemoved, left } = move;
  return { moved, notMoved: [...notMoved, ...[...left].map((messageId) => ({ messageId, why }))], notRemoved };
}

class Move {
  readonly left: Set<string>;
  moved = 0;
  readonly notMoved: Refusal[] = [];
  readonly notRemoved: Refusal[] = [];
  readonly #ports: ReadPorts;
  readonly #options: MoveOptions;
  readonly #total: number;
  #nextAtMs: number;

  constructor(ports: ReadPorts, { messageIds }: Planned, options: MoveOptions) {
    this.#ports = ports;
    this.#options = options;
    this.left = new Set(messageIds);
    this.#total = messageIds.size;
    this.#nextAtMs = ports.clock.now();
  }

  async some(messages: readonly HeldMessage[], held: HeldMessages): Promise<void> {
    const { rate, signal, progress } = this.#options;
    const atOnce = Math.max(1, Math.min(atOnceMax, Math.floor(rate)));
    for (let from = 0; from < messages.length; from += atOnce) {
      const some = messages.slice(from, from + atOnce);
      const now = this.#ports.clock.now();
      await held.pause(this.#nextAtMs - now, signal);
      if (signal?.aborted) return;
      this.#nextAtMs = Math.max(this.#nextAtMs, now) + (some.length / rate) * 1_000;
      await this.#move(some, held);
      progress?.(this.#total - this.left.size, this.#total);
    }
  }

  async #move(messages: readonly HeldMessage[], held: HeldMessages): Promise<void> {
    const refused = await this.#options.carry(messages);
    for (const { messageId } of messages) this.left.delete(messageId);
    this.notMoved.push(...refused);
    const moved = without(messages, refused);
    this.moved += moved.length;
    const stuck = await this.#remove(moved);
    this.notRemoved.push(...stuck.refused);
    held.drop(without(moved, stuck.refused));
    if (stuck.error) throw stuck.error;
  }

  async #remove(messages: readonly HeldMessage[]): Promise<{ refused: readonly Refusal[]; error?: Error }> {
    try {
      return { refused: await this.#ports.queue.remove(messages) };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      return { refused: messages.map(({ messageId }) => ({ messageId, why: error.message })), error };
    }
  }
}

function without(messages: readonly HeldMessage[], refused: readonly Refusal[]): readonly HeldMessage[] {
  const ids = new Set(refused.map(({ messageId }) => messageId));
  return messages.filter(({ messageId }) => !ids.has(messageId));
}
