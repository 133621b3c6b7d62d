import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { OutletQueue } from "#domain/outlet.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/** The queue of an outlet: Lambda receives and deletes for us, what is left is to say when a message comes again. */
export function outletQueueAdapter(queueUrl: string, client = new SQSClient(clientDefaults)): OutletQueue {
  return {
    async putOff({ receiptHandle }, VisibilityTimeout) {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout };
      await sdkCall("sqs:ChangeMessageVisibility", () => client.send(new ChangeMessageVisibilityCommand(input)));
    },
  };
}
