import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { OutletDeadLetters } from "#domain/outlet.ts";
import { reasonAttributes } from "#domain/outlet-reason.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/** The dead-letter queue of an outlet; reasons are attributes of its messages. */
export function outletDeadLettersAdapter(queueUrl: string, client = new SQSClient(clientDefaults)): OutletDeadLetters {
  return {
    async park({ body }, reason) {
      const texts = Object.entries(reasonAttributes(reason));
      const MessageAttributes = Object.fromEntries(
        texts.map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes });
      await sdkCall("sqs:SendMessage", () => client.send(command));
    },
  };
}
