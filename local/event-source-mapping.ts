import type { Clock } from "./clock.ts";
import { Batch } from "./event-source-mapping/batch.ts";
import { failedItems } from "./event-source-mapping/item-failures.ts";
import { type QueueReader, type ReceivedMessage, sqsRecord } from "./event-source-mapping/sqs-record.ts";
import type { InvokeAnswer } from "./lambda/runtime.ts";

/** A queue that feeds a function. */
export interface EventSourceMapping {
  readonly queueArn: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly enabled: boolean;
  /** Messages of one invocation at most: 1 to 10,000. */
  readonly batchSize: number;
  /** How long a batch may gather messages, 0 to 300. */
  readonly windowSeconds: number;
  /** Whether the function says which messages failed (`ReportBatchItemFailures`). */
  readonly reportsItemFailures: boolean;
  /** Concurrent invocations at most, 2 to 1,000; none given, as many as Lambda's pollers start with. */
  readonly concurrencyMax?: number;
}

export interface EventSourceDeps {
  readonly clock: Clock;
  readonly queue: QueueReader;
  invoke(payload: string): Promise<InvokeAnswer>;
}

/** Lambda begins to poll a queue with five concurrent batches. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const concurrencyDefault = 5;
/** After a failed batch polling backs off: 1 s × 2ⁿ, at most this. */
const backOffSecondsMax = 60;

/** @throws {RangeError} a setting is out of Lambda's range */
export function checkMapping({ batchSize, windowSeconds, concurrencyMax }: EventSourceMapping): void {
  if (batchSize < 1 || batchSize > 10_000) throw new RangeError(`BatchSize is ${batchSize}, 1 to 10000 is wanted`);
  if (windowSeconds < 0 || windowSeconds > 300)
    throw new RangeError(`MaximumBatchingWindowInSeconds is ${windowSeconds}, 0 to 300 is wanted`);
  if (batchSize > 10 && windowSeconds < 1)
    throw new RangeError(
      `BatchSize is ${batchSize}: above 10, a MaximumBatchingWindowInSeconds of at least 1 is wanted`,
    );
  if (concurrencyMax !== undefined && (concurrencyMax < 2 || concurrencyMax > 1000))
    throw new RangeError(`MaximumConcurrency is ${concurrencyMax}, 2 to 1000 is wanted`);
}

/**
 * Carries messages from a queue to a function, as Lambda's pollers do: gathers a batch until it is full (by messages or by 6 MB) or its
 * window is over, deletes what succeeded, and leaves what failed to its visibility time-out.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class EventSource {
  readonly mapping: EventSourceMapping;
  readonly #deps: EventSourceDeps;
  #gathering: { readonly batch: Batch; readonly cancelWindow: () => void } | undefined;
  /** Received, but too large for the batch that was being gathered. */
  #carried: ReceivedMessage[] = [];
  #invoking = 0;
  #failures = 0;
  #backOffUntilMs = 0;
  #pumping = false;
  #on: boolean;

  constructor(mapping: EventSourceMapping, deps: EventSourceDeps) {
    checkMapping(mapping);
    this.mapping = mapping;
    this.#on = mapping.enabled;
    this.#deps = deps;
    deps.queue.onArrival(() => this.#pump());
    this.#pump();
  }

  get isOn(): boolean {
    return this.#on;
  }

  /** Lets it poll, or stop polling; a batch that is being gathered is still delivered. */
  turn(on: boolean): void {
    this.#on = on;
    this.#pump();
  }

  /** Takes what there is to take. Called whenever a message arrives or room becomes free. */
  #pump(): void {
    if (this.#pumping || !this.#on) return;
    this.#pumping = true;
    while (this.#takeSome());
    this.#pumping = false;
  }

  /** One receive; false when there is nothing to do for now. */
  #takeSome(): boolean {
    if (this.#deps.clock.now() < this.#backOffUntilMs) return false;
    if (!this.#gathering && this.#invoking >= (this.mapping.concurrencyMax ?? concurrencyDefault)) return false;
    const messages = this.#receive();
    if (messages.length === 0) return false;
    this.#gathering ??= this.#newBatch();
    const { batch } = this.#gathering;
    this.#carried = messages.filter((message) => !batch.add(message));
    if (batch.isFull || this.#carried.length > 0 || this.mapping.windowSeconds === 0) this.#flush();
    return true;
  }

  #receive(): readonly ReceivedMessage[] {
    if (this.#carried.length > 0) return this.#carried.splice(0);
    const room = this.#gathering?.batch.room ?? this.mapping.batchSize;
    return this.#deps.queue.receive(Math.min(room, 10));
  }

  #newBatch(): { batch: Batch; cancelWindow: () => void } {
    const { clock } = this.#deps;
    const { batchSize, windowSeconds } = this.mapping;
    const cancelWindow =
      windowSeconds > 0 ? clock.at(clock.now() + windowSeconds * 1000, () => this.#flush()) : () => undefined;
    return { batch: new Batch(batchSize, (message) => sqsRecord(message, this.mapping.queueArn)), cancelWindow };
  }

  #flush(): void {
    const gathered = this.#gathering;
    if (!gathered) return;
    this.#gathering = undefined;
    gathered.cancelWindow();
    this.#invoking++;
    void this.#process(gathered.batch).finally(() => {
      this.#invoking--;
      this.#pump();
    });
  }

  async #process({ records, event }: Batch): Promise<void> {
    const returnsAtMs = this.#deps.clock.now() + this.#deps.queue.visibilitySeconds() * 1000;
    const answer = await this.#deps.invoke(event).catch(() => undefined);
    const ids = records.map(({ messageId }) => messageId);
    const failed = new Set(!answer || answer.failure ? ids : this.#failedOf(answer, ids));
    const done = records.filter(({ messageId }) => !failed.has(messageId));
    this.#deps.queue.delete(done.map(({ receiptHandle }) => receiptHandle));
    this.#backOff(failed.size === ids.length);
    // The queue shows the failed messages again by itself; this only tells the clock that something is still to come.
    if (failed.size > 0) this.#deps.clock.at(returnsAtMs, () => this.#pump());
  }

  #failedOf(answer: InvokeAnswer, ids: readonly string[]): readonly string[] {
    return this.mapping.reportsItemFailures ? failedItems(answer.payload, ids) : [];
  }

  #backOff(failedAltogether: boolean): void {
    if (!failedAltogether) {
      this.#failures = 0;
      return;
    }
    const { clock } = this.#deps;
    const seconds = Math.min(2 ** this.#failures++, backOffSecondsMax);
    this.#backOffUntilMs = clock.now() + seconds * 1000;
    clock.at(this.#backOffUntilMs, () => this.#pump());
  }
}
