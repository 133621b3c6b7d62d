import type { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { outletQueueAdapter } from "#adapters/outlet-queue.ts";
import { SetupFault } from "#domain/errors.ts";
import { anIntakeMessage } from "#test/builders/ports.ts";
import { failing, fakeClient } from "./fake-client.ts";

describe("putOff()", () => {
  it("hides the message from now on", async () => {
    const client = fakeClient<SQSClient>({ ChangeMessageVisibility: () => ({}) });
    await outletQueueAdapter("https://sqs.example/q", client).putOff(anIntakeMessage("m1", "{}"), 90);
    const wanted = { QueueUrl: "https://sqs.example/q", ReceiptHandle: "receipt of m1", VisibilityTimeout: 90 };
    expect(client.calls).toEqual([["ChangeMessageVisibility", wanted]]);
  });

  it("fails as every adapter does", async () => {
    const client = fakeClient<SQSClient>({ ChangeMessageVisibility: failing("AccessDenied") });
    await expect(
      outletQueueAdapter("https://sqs.example/q", client).putOff(anIntakeMessage("m1", "{}"), 90),
    ).rejects.toThrow(SetupFault);
  });
});
