import { memberOf } from "#local/services/request/record.ts";
import type { Happening } from "../happening.ts";

const [minuteMs, hourMs] = [60_000, 3_600_000];
/** SQS tells of a queue for so long after it was last used. */
const activeMs = 6 * hourMs;
/** A message received so often and not deleted goes to the back: the age is that of the oldest other one. */
const receivesMax = 3;

type Tell = (metric: string, atMs: number, value: number) => void;

/**
 * What SQS tells of a queue once a minute: messages, and the age of the oldest. Messages in flight count as visible here: alarms ask only of
 * the dead-letter queue, from which nothing receives.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html (read 2026-12-01)
 */
export class QueueGauge {
  readonly #tell: Tell;
  readonly #arrivedAtMs = new Map<string, number>();
  readonly #receives = new Map<string, number>();
  #usedAtMs = Number.NEGATIVE_INFINITY;
  #toldUntilMs: number | undefined;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  see({ messageId, change }: Extract<Happening, { readonly kind: "message" }>, atMs: number): void {
    this.tellUntil(atMs);
    this.#usedAtMs = atMs;
    if (change === "arrives") this.#arrivedAtMs.set(messageId, atMs);
    else this.#arrivedAtMs.delete(messageId);
  }

  /** A function was handed a batch: those of this queue have been received once more. */
  received(event: unknown): void {
    const records = memberOf(event, "Records");
    for (const record of Array.isArray(records) ? records : []) {
      const messageId = String(memberOf(record, "messageId"));
      if (this.#arrivedAtMs.has(messageId)) this.#receives.set(messageId, (this.#receives.get(messageId) ?? 0) + 1);
    }
  }

  /** Tells of each whole minute since it told last: nothing has happened in the queue meanwhile. */
  tellUntil(atMs: number): void {
    const beganAtMs = this.#toldUntilMs ?? atMs - (atMs % minuteMs);
    let endMs = beganAtMs + minuteMs;
    for (; endMs <= atMs; endMs += minuteMs) this.#tellOf(endMs);
    this.#toldUntilMs = endMs - minuteMs;
  }

  #tellOf(endMs: number): void {
    if (this.#arrivedAtMs.size === 0 && endMs - this.#usedAtMs > activeMs) return;
    this.#tell("ApproximateNumberOfMessagesVisible", endMs - 1, this.#arrivedAtMs.size);
    const counted = [...this.#arrivedAtMs].filter(([id]) => (this.#receives.get(id) ?? 0) < receivesMax);
    const oldestMs = Math.min(endMs, ...counted.map(([, arrivedAtMs]) => arrivedAtMs));
    this.#tell("ApproximateAgeOfOldestMessage", endMs - 1, Math.floor((endMs - oldestMs) / 1_000));
  }
}
