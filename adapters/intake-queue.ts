import { DeleteMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { IntakeQueue } from "#domain/message-queue.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { batches, sendAll } from "./partial-send.ts";
import { sdkCall } from "./sdk-call.ts";

// @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
const entriesMax = 10;
const operation = "sqs:DeleteMessage";

/** The queue that Lambda reads for us. Lambda deletes what succeeded once more, which does nothing. */
export function intakeQueueAdapter(
  queueUrl: string,
  client = new SQSClient(clientDefaults),
  clock = machineClock,
): IntakeQueue {
  const remove = async (receiptHandles: readonly string[]) => {
    const Entries = receiptHandles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    const command = new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries });
    const { Failed = [] } = await sdkCall(operation, () => client.send(command));
    const refused = new Set(Failed.map(({ Id }) => Id));
    return receiptHandles.filter((_, index) => refused.has(String(index)));
  };
  return {
    async acknowledge(messages) {
      const handles = messages.map(({ receiptHandle }) => receiptHandle);
      for (const some of batches(handles, entriesMax, Number.POSITIVE_INFINITY, () => 0)) {
        await sendAll(operation, some, clock, remove);
      }
    },
  };
}
