import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { messageBody } from "#domain/parking.ts";
import type { Clock, EnvelopeQueue } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { batches, sendAll } from "./partial-send.ts";
import { sdkCall } from "./sdk-call.ts";

// @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const entriesMax = 10;
const batchBytesMax = 1024 * 1024;
const operation = "sqs:SendMessageBatch";

/** Sends replay envelopes to one queue, in as few calls as the limits allow. Sent twice, an envelope is there twice. */
export function envelopeQueue(
  queueUrl: string,
  client = new SQSClient(clientDefaults),
  clock: Clock = machineClock,
): EnvelopeQueue {
  const send = async (bodies: readonly string[]) => {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
    const { Failed = [] } = await sdkCall(operation, () => client.send(command));
    const refused = new Set(Failed.map(({ Id }) => Id));
    return bodies.filter((_, index) => refused.has(String(index)));
  };
  return {
    async send(messages) {
      const bodies = messages.map(messageBody);
      for (const batch of batches(bodies, entriesMax, batchBytesMax, (body) => Buffer.byteLength(body))) {
        await sendAll(operation, batch, clock, send);
      }
    },
  };
}
