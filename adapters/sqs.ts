import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Batch, Failures, IntakeMessage } from "#domain/batch.ts";

/**
 * Powertools batch processing with a barrier: every record's handler registers its message, the last one sets off the
 * joint work, then each record succeeds or fails by what the work says of it.
 * @throws {UnexpectedBatchTypeError} no SQS event {FullBatchFailureError} nothing succeeded
 */
export const sqsBatch: Batch = {
  process(event, invocation, work): Promise<SQSBatchResponse> {
    const { Records: records } = event as SQSEvent;
    const settle = barrier(records?.length ?? 0, work);
    const handle = async ({ messageId, body, receiptHandle, attributes }: SQSRecord) => {
      const receives = Number(attributes?.ApproximateReceiveCount ?? 1);
      const failure = (await settle({ messageId, body, receives, receiptHandle })).get(messageId);
      if (failure) throw failure;
    };
    // A processor of its own for each call: it keeps the state of the batch.
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse({ Records: records }, handle, processor, { context: invocation as Context });
  },
};

/** Answers a function that collects `size` messages and gives every caller the result of one common `work`. */
function barrier(size: number, work: (messages: readonly IntakeMessage[]) => Promise<Failures>) {
  const arrived: IntakeMessage[] = [];
  let open: (failures: Promise<Failures>) => void = () => {};
  const result = new Promise<Failures>((resolve) => {
    open = resolve;
  });
  return (message: IntakeMessage): Promise<Failures> => {
    arrived.push(message);
    if (arrived.length === size) open(work(arrived));
    return result;
  };
}
