import { deadLetterOf } from "#domain/dead-letter.ts";
import type { HoldingQueue } from "#domain/message-queue.ts";
import type { Clock } from "#domain/ports.ts";
import { LetterGroups } from "../dlq/letter-groups.ts";
import { readQueue } from "../dlq/read-queue.ts";
import type { DeadLetterStatus, LastError } from "./status-report.ts";

const messagesMax = 100;
/** A sample is taken anew when the number of messages has changed, or after this long: nobody's replay shall be disturbed by a screen. */
const freshMs = 60_000;

interface Sample {
  readonly takenAt: number;
  readonly waiting: number;
  readonly status: Omit<DeadLetterStatus, "waiting" | "held">;
  readonly lastError: LastError | undefined;
}

/** Looks at up to 100 messages of the dead-letter queue and gives them back at once. */
export class DeadLetterSample {
  readonly #queue: HoldingQueue;
  readonly #clock: Clock;
  #last: Sample | undefined;

  constructor(queue: HoldingQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
  }

  async read(): Promise<{ readonly status: DeadLetterStatus; readonly lastError?: LastError }> {
    const { visible, held } = await this.#queue.depth();
    const { status, lastError } = await this.#sample(visible);
    return { status: { ...status, waiting: visible, held }, ...(lastError && { lastError }) };
  }

  async #sample(waiting: number): Promise<Sample> {
    const takenAt = this.#clock.now();
    const last = this.#last;
    if (last && last.waiting === waiting && takenAt - last.takenAt < freshMs) return last;
    this.#last =
      waiting === 0 ? { takenAt, waiting, status: empty, lastError: undefined } : await this.#take(takenAt, waiting);
    return this.#last;
  }

  async #take(takenAt: number, waiting: number): Promise<Sample> {
    const groups = new LetterGroups();
    let lastError: LastError | undefined;
    const reading = { receivers: 2, isEnough: () => groups.messages >= messagesMax };
    const read = await readQueue({ queue: this.#queue, clock: this.#clock }, reading, (messages) => {
      for (const letter of messages.map(deadLetterOf)) {
        groups.add(letter);
        const { waitingSince: at, reason: what, message } = letter;
        if (lastError === undefined || at > lastError.at) lastError = { at, from: "dead-letter", what, message };
      }
    });
    const status = {
      sampled: groups.messages,
      isWhole: read.isComplete,
      reasons: groups.all(),
      notGivenBack: read.notGivenBack,
    };
    return { takenAt, waiting, status, lastError };
  }
}

const empty: Sample["status"] = { sampled: 0, isWhole: true, reasons: [], notGivenBack: 0 };
