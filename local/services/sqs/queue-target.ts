import type { CallContext } from "../../service.ts";
import type { Sqs } from "./sqs.ts";

/**
 * Sends what an AWS service delivers to a queue; `attributes` become message attributes of type String.
 * Rejects with SQS's own error, `QueueDoesNotExist` when the queue is gone.
 */
export function queueTarget(sqs: Sqs) {
  return async (queueArn: string, body: string, attributes: Readonly<Record<string, string>>): Promise<void> => {
    const [, , , region = "", accountId = ""] = queueArn.split(":");
    const call: CallContext = { region, accountId };
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
    );
    await sqs.operations["SendMessage"]?.(
      { QueueUrl: sqs.queueUrl(queueArn), MessageBody: body, MessageAttributes },
      call,
    );
  };
}
