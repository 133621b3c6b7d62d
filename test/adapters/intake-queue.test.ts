import type { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { intakeQueueAdapter } from "#adapters/intake-queue.ts";
import { anIntakeMessage, FakeClock } from "#test/builders/ports.ts";
import { fakeClient } from "./fake-client.ts";

const messages = (count: number) => Array.from({ length: count }, (_, n) => anIntakeMessage(`m${n}`, "{}"));

describe("acknowledge()", () => {
  it("deletes ten messages a call by their receipts, and makes no call for none", async () => {
    const client = fakeClient<SQSClient>({ DeleteMessageBatch: () => ({}) });
    const queue = intakeQueueAdapter("https://sqs.example/q", client, new FakeClock());
    await queue.acknowledge([]);
    await queue.acknowledge(messages(12));
    expect(client.calls.map(([, { Entries }]) => (Entries as unknown[]).length)).toEqual([10, 2]);
    const [, first] = client.calls[1] ?? [];
    expect(first).toEqual({
      QueueUrl: "https://sqs.example/q",
      Entries: [
        { Id: "0", ReceiptHandle: "receipt of m10" },
        { Id: "1", ReceiptHandle: "receipt of m11" },
      ],
    });
  });

  it("deletes once more what was refused", async () => {
    const client = fakeClient<SQSClient>({
      DeleteMessageBatch: (_input, call) => (call === 0 ? { Failed: [{ Id: "1", SenderFault: false }] } : {}),
    });
    await intakeQueueAdapter("https://sqs.example/q", client, new FakeClock()).acknowledge(messages(2));
    expect(client.calls[1]?.[1]["Entries"]).toEqual([{ Id: "0", ReceiptHandle: "receipt of m1" }]);
  });
});
