import type { CallContext } from "../service.ts";
import type { Sqs } from "../services/sqs/sqs.ts";
import type { QueueReader, ReceivedMessage } from "./sqs-record.ts";

/** Reads a queue of the simulated SQS as Lambda's pollers do; their calls are not counted. @throws the queue does not exist */
export function queueReader(sqs: Sqs, queueArn: string): QueueReader {
  const [, , , region = "", accountId = ""] = queueArn.split(":");
  const call: CallContext = { region, accountId };
  const QueueUrl = sqs.queueUrl(queueArn);
  const operate = (name: string, input: object): unknown => sqs.operations[name]?.({ QueueUrl, ...input }, call);
  return {
    onArrival: (listener) => void sqs.onArrival(queueArn, listener),
    receive: (MaxNumberOfMessages) => {
      const all = { MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] };
      const answer = operate("ReceiveMessage", { MaxNumberOfMessages, WaitTimeSeconds: 0, ...all });
      return (answer as { Messages?: ReceivedMessage[] }).Messages ?? [];
    },
    delete: (receiptHandles) => {
      for (let start = 0; start < receiptHandles.length; start += 10) {
        const chunk = receiptHandles.slice(start, start + 10);
        operate("DeleteMessageBatch", {
          Entries: chunk.map((ReceiptHandle, Id) => ({ Id: String(Id), ReceiptHandle })),
        });
      }
    },
    show: (ReceiptHandle, VisibilityTimeout) => {
      operate("ChangeMessageVisibility", { ReceiptHandle, VisibilityTimeout });
    },
    visibilitySeconds: () => {
      const answer = operate("GetQueueAttributes", { AttributeNames: ["VisibilityTimeout"] });
      return Number((answer as { Attributes?: Record<string, string> }).Attributes?.["VisibilityTimeout"] ?? 30);
    },
  };
}
