import { expect, it } from "vitest";
import { anSqs, errorName } from "./an-sqs.ts";

const batchOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Id: `e${index}`, MessageBody: `${index}` }));

const refusals: [string, string, object, string][] = [
  ["a queue that is not there", "SendMessage", { QueueUrl: "https://x/1/none", MessageBody: "a" }, "QueueDoesNotExist"],
  ["no queue URL", "SendMessage", { QueueUrl: undefined, MessageBody: "a" }, "MissingParameter"],
  ["no body", "SendMessage", {}, "MissingParameter"],
  ["a lone surrogate", "SendMessage", { MessageBody: "\ud800" }, "InvalidMessageContents"],
  ["more than 1 MiB", "SendMessage", { MessageBody: "ä".repeat(524_289) }, "InvalidParameterValue"],
  ["a delay above 15 min", "SendMessage", { MessageBody: "a", DelaySeconds: 901 }, "InvalidParameterValue"],
  ["a deduplication id", "SendMessage", { MessageBody: "a", MessageDeduplicationId: "d" }, "UnsupportedOperation"],
  [
    "11 attributes",
    "SendMessage",
    {
      MessageBody: "a",
      MessageAttributes: Object.fromEntries(
        batchOf(11).map(({ Id }) => [Id, { DataType: "String", StringValue: "x" }]),
      ),
    },
    "InvalidParameterValue",
  ],
  [
    "an empty attribute",
    "SendMessage",
    { MessageBody: "a", MessageAttributes: { x: { DataType: "String", StringValue: "" } } },
    "InvalidParameterValue",
  ],
  ["an empty batch", "SendMessageBatch", { Entries: [] }, "EmptyBatchRequest"],
  ["11 entries", "SendMessageBatch", { Entries: batchOf(11) }, "TooManyEntriesInBatchRequest"],
  ["the same id twice", "SendMessageBatch", { Entries: [...batchOf(1), ...batchOf(1)] }, "BatchEntryIdsNotDistinct"],
  ["an odd id", "SendMessageBatch", { Entries: [{ Id: "a.b", MessageBody: "a" }] }, "InvalidBatchEntryId"],
  [
    "a batch above 1 MiB",
    "SendMessageBatch",
    { Entries: batchOf(2).map((entry) => ({ ...entry, MessageBody: "x".repeat(600_000) })) },
    "BatchRequestTooLong",
  ],
  ["11 messages", "ReceiveMessage", { MaxNumberOfMessages: 11 }, "InvalidParameterValue"],
  ["a false receipt", "DeleteMessage", { ReceiptHandle: "abc" }, "ReceiptHandleIsInvalid"],
  ["an unknown attribute", "GetQueueAttributes", { AttributeNames: ["Nope"] }, "InvalidAttributeName"],
  ["a bad attribute", "SetQueueAttributes", { Attributes: { VisibilityTimeout: "43201" } }, "InvalidAttributeValue"],
  [
    "an attribute of another value",
    "CreateQueue",
    { QueueName: "queue", Attributes: { DelaySeconds: "3" } },
    "QueueNameExists",
  ],
  ["a FIFO queue", "CreateQueue", { QueueName: "a.fifo", Attributes: { FifoQueue: "true" } }, "UnsupportedOperation"],
  [
    "redrive to nowhere",
    "SetQueueAttributes",
    {
      Attributes: {
        RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-central-1:111122223333:none", maxReceiveCount: 3 },
      },
    },
    "InvalidParameterValue",
  ],
  [
    "a policy it cannot evaluate",
    "SetQueueAttributes",
    { Attributes: { Policy: { Statement: { Effect: "Allow", NotPrincipal: "*", Action: "*" } } } },
    "InvalidAttributeValue",
  ],
  [
    "a move from no dead-letter queue",
    "StartMessageMoveTask",
    { SourceArn: "arn:aws:sqs:eu-central-1:111122223333:queue" },
    "InvalidParameterValue",
  ],
];

it.each(refusals)("SQS refuses %s", (_what, operation, input, name) => {
  const { on } = anSqs();
  expect(errorName(() => on(operation, input))).toBe(name);
});
