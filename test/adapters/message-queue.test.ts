import type { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { messageQueue } from "#adapters/message-queue.ts";
import { failing, fakeClient } from "./fake-client.ts";

type Answers = Parameters<typeof fakeClient>[0];
type Entry = { readonly Id: string; readonly ReceiptHandle?: string; readonly MessageBody?: string };

function aQueue(answers: Answers) {
  const client = fakeClient<SQSClient>(answers);
  return { queue: messageQueue("https://sqs.example/q", client), calls: client.calls };
}

const receipts = (count: number) => Array.from({ length: count }, (_, n) => ({ messageId: `m${n}`, receipt: `r${n}` }));
const entriesOf = (calls: readonly (readonly [string, Record<string, unknown>])[]) =>
  calls.map(([, { Entries }]) => Entries as readonly Entry[]);

describe("messageQueue()", () => {
  it("reads the depth and the retention as numbers", async () => {
    const Attributes = {
      ApproximateNumberOfMessages: "12",
      ApproximateNumberOfMessagesNotVisible: "3",
      MessageRetentionPeriod: "1209600",
    };
    const { queue } = aQueue({ GetQueueAttributes: () => ({ Attributes }) });
    expect(await queue.depth()).toEqual({ visible: 12, held: 3, retentionSeconds: 1_209_600 });
  });

  it("receives ten at a time with all that tells one kind from another", async () => {
    const Messages = [
      {
        MessageId: "m1",
        ReceiptHandle: "r1",
        Body: "{}",
        Attributes: { SentTimestamp: "1772625600000", DeadLetterQueueSourceArn: "arn:q" },
        MessageAttributes: {
          ERROR_CODE: { DataType: "String", StringValue: "NO_RESOURCE" },
          binary: { DataType: "Binary", BinaryValue: new Uint8Array([1]) },
        },
      },
      { MessageId: "m2", ReceiptHandle: "r2", Body: "x", Attributes: { SentTimestamp: "5" } },
    ];
    const { queue, calls } = aQueue({ ReceiveMessage: () => ({ Messages }) });
    expect(await queue.receive(300, 1)).toEqual([
      {
        messageId: "m1",
        receipt: "r1",
        body: "{}",
        sentAt: 1_772_625_600_000,
        attributes: { ERROR_CODE: "NO_RESOURCE" },
        sourceArn: "arn:q",
      },
      { messageId: "m2", receipt: "r2", body: "x", sentAt: 5, attributes: {} },
    ]);
    expect(calls[0]?.[1]).toMatchObject({ VisibilityTimeout: 300, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 });
  });

  it("receives none when too many are held already", async () => {
    const { queue } = aQueue({ ReceiveMessage: failing("OverLimit", 403) });
    expect(await queue.receive(300, 1)).toEqual([]);
  });

  it("holds and removes ten a call, and tells which were refused", async () => {
    const refuseFirst = () => ({ Failed: [{ Id: "0", Code: "ReceiptHandleIsInvalid" }] });
    const { queue, calls } = aQueue({ ChangeMessageVisibilityBatch: refuseFirst, DeleteMessageBatch: refuseFirst });
    const refused = [
      { messageId: "m0", why: "ReceiptHandleIsInvalid" },
      { messageId: "m10", why: "ReceiptHandleIsInvalid" },
    ];
    expect(await queue.hold(receipts(12), 0)).toEqual(refused);
    expect(await queue.remove(receipts(12))).toEqual(refused);
    expect(entriesOf(calls).map(({ length }) => length)).toEqual([10, 2, 10, 2]);
    expect(entriesOf(calls)[1]).toEqual([
      { Id: "0", ReceiptHandle: "r10", VisibilityTimeout: 0 },
      { Id: "1", ReceiptHandle: "r11", VisibilityTimeout: 0 },
    ]);
  });

  it("sends no more than 1 MiB a call", async () => {
    const { queue, calls } = aQueue({ SendMessageBatch: () => ({}) });
    const messages = receipts(3).map(({ messageId }) => ({ messageId, body: "x".repeat(600_000) }));
    expect(await queue.send(messages)).toEqual([]);
    expect(entriesOf(calls).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it("calls nobody for nothing", async () => {
    const { queue, calls } = aQueue({});
    expect([await queue.hold([], 0), await queue.remove([]), await queue.send([])]).toEqual([[], [], []]);
    expect(calls).toEqual([]);
  });

  it("throws SetupFault when the queue is gone", async () => {
    const { queue } = aQueue({ ReceiveMessage: failing("QueueDoesNotExist") });
    await expect(queue.receive(300, 1)).rejects.toMatchObject({ name: "SetupFault" });
  });
});
