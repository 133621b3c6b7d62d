import type { Invocation } from "./ports.ts";

/** One message of the intake queue. */
export interface IntakeMessage {
  readonly messageId: string;
  readonly body: string;
  /** How often the queue has handed it out, this time included. */
  readonly receives: number;
  /** What acknowledges this receive of it. */
  readonly receiptHandle: string;
}

/** Messages that failed, by message id, each with its reason. */
export type Failures = ReadonlyMap<string, Error>;

/** An SQS batch, read together and settled message by message. */
export interface Batch {
  /**
   * Runs `work` once over all messages of an SQS event; the messages it names as failed are received again.
   * @throws when `work` threw or every message failed: polling backs off, all are received again
   */
  process(
    event: unknown,
    invocation: Invocation,
    work: (messages: readonly IntakeMessage[]) => Promise<Failures>,
  ): Promise<BatchResponse>;
}

/** What an event source mapping with `ReportBatchItemFailures` reads. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
