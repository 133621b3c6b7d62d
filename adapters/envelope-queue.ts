import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { MessagesRefused } from "#domain/errors.ts";
import { messageBody } from "#domain/parking.ts";
import type { Clock, EnvelopeQueue } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { batches, sendWhatIsTaken } from "./partial-send.ts";
import { sdkCall } from "./sdk-call.ts";

// @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const entriesMax = 10;
const batchBytesMax = 1024 * 1024;
const operation = "sqs:SendMessageBatch";

/** A message, and its place among those that are to be sent. */
interface Message {
  readonly place: number;
  readonly MessageBody: string;
}

/** Sends replay envelopes to one queue, in as few calls as the limits allow. Sent twice, an envelope is there twice. */
export function envelopeQueue(
  queueUrl: string,
  client = new SQSClient(clientDefaults),
  clock: Clock = machineClock,
): EnvelopeQueue {
  const send = async (messages: readonly Message[]) => {
    const Entries = messages.map(({ MessageBody }, index) => ({ Id: String(index), MessageBody }));
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
    const { Failed = [] } = await sdkCall(operation, () => client.send(command));
    const refused = new Set(Failed.map(({ Id }) => Id));
    return messages.filter((_, index) => refused.has(String(index)));
  };
  return {
    async send(messages) {
      const all = messages.map((message, place): Message => ({ place, MessageBody: messageBody(message) }));
      const refused: Message[] = [];
      for (const batch of batches(all, entriesMax, batchBytesMax, ({ MessageBody }) =>
        Buffer.byteLength(MessageBody),
      )) {
        refused.push(...(await sendWhatIsTaken(batch, clock, send)));
      }
      if (refused.length > 0) throw new MessagesRefused(operation, new Set(refused.map(({ place }) => place)));
    },
  };
}
