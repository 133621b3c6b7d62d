import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { concurrently } from "#domain/concurrently.ts";
import type { HeldMessage, HoldingQueue, Receipt, Refusal, SendingQueue } from "#domain/message-queue.ts";
import { clientDefaults } from "./client-defaults.ts";
import { batches } from "./partial-send.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

// @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const entriesMax = 10;
const batchBytesMax = 1024 * 1024;
const callsAtOnceMax = 8;

/** A queue in an operator's hands. */
export function messageQueue(queueUrl: string, client = new SQSClient(clientDefaults)): HoldingQueue & SendingQueue {
  const QueueUrl = queueUrl;
  return {
    async depth() {
      const AttributeNames = [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "MessageRetentionPeriod",
      ] as const;
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
      const { Attributes = {} } = await sdkCall("sqs:GetQueueAttributes", () => client.send(command));
      const [visible, held, retentionSeconds] = AttributeNames.map((name) => Number(Attributes[name] ?? 0));
      return { visible: visible ?? 0, held: held ?? 0, retentionSeconds: retentionSeconds ?? 0 };
    },
    async receive(VisibilityTimeout, WaitTimeSeconds) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        VisibilityTimeout,
        WaitTimeSeconds,
        MaxNumberOfMessages: entriesMax,
        MessageSystemAttributeNames: ["SentTimestamp", "DeadLetterQueueSourceArn"],
        MessageAttributeNames: ["All"],
      });
      try {
        const { Messages = [] } = await sdkCall("sqs:ReceiveMessage", () => client.send(command));
        return Messages.map(heldMessage);
      } catch (error) {
        // 120,000 messages are held already: more are handed out only when some are given back.
        if (errorName(error) === "OverLimit") return [];
        throw error;
      }
    },
    hold: (messages, VisibilityTimeout) =>
      inBatches(messages, async (some) => {
        const Entries = some.map((one, index) => ({ ...receiptOf(one, index), VisibilityTimeout }));
        const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
        return sdkCall("sqs:ChangeMessageVisibility", () => client.send(command));
      }),
    remove: (messages) =>
      inBatches(messages, async (some) => {
        const command = new DeleteMessageBatchCommand({ QueueUrl, Entries: some.map(receiptOf) });
        return sdkCall("sqs:DeleteMessage", () => client.send(command));
      }),
    send: (messages) =>
      inBatches(
        messages,
        async (some) => {
          const Entries = some.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
          const command = new SendMessageBatchCommand({ QueueUrl, Entries });
          return sdkCall("sqs:SendMessage", () => client.send(command));
        },
        ({ body }) => Buffer.byteLength(body),
      ),
  };
}

type Answer = { readonly Failed?: readonly BatchResultErrorEntry[] | undefined };

async function inBatches<T extends { readonly messageId: string }>(
  messages: readonly T[],
  act: (some: readonly T[]) => Promise<Answer>,
  bytesOf: (message: T) => number = () => 0,
): Promise<readonly Refusal[]> {
  const refused = await concurrently(
    batches(messages, entriesMax, batchBytesMax, bytesOf),
    callsAtOnceMax,
    async (some) => {
      const { Failed = [] } = await act(some);
      return Failed.map(({ Id, Code }) => ({
        messageId: some[Number(Id)]?.messageId ?? "",
        why: Code ?? "no reason given",
      }));
    },
  );
  return refused.flat();
}

function receiptOf({ receipt }: Receipt, index: number) {
  return { Id: String(index), ReceiptHandle: receipt };
}

function heldMessage({ MessageId = "", ReceiptHandle = "", Body = "", Attributes, MessageAttributes }: Message) {
  const texts = Object.entries(MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
    StringValue === undefined ? [] : [[name, StringValue] as const],
  );
  const sourceArn = Attributes?.DeadLetterQueueSourceArn;
  const held: HeldMessage = {
    messageId: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    attributes: Object.fromEntries(texts),
    ...(sourceArn !== undefined && { sourceArn }),
  };
  return held;
}
