import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { answerBatch, batchEntries } from "./batch.ts";
import { invalidParameter, sqsError } from "./errors.ts";
import { checkMessage, messageBytes, type NewMessage } from "./message.ts";
import { attributesMd5, readMessageAttributes } from "./message-attribute.ts";
import type { Queue } from "./queue.ts";
import { fifoUnsupported, numberAttribute } from "./queue-attributes.ts";
import type { Queues } from "./queues.ts";

const batchBytesMax = 1_048_576;

/** SendMessage and SendMessageBatch. */
export function sendOperations(queues: Queues): Readonly<Record<string, Operation>> {
  return {
    SendMessage: (given, call) => {
      const input = new Input(given, invalidParameter);
      return send(queues, queues.of(input, call), input, call);
    },
    SendMessageBatch: (given, call) => {
      const input = new Input(given, invalidParameter);
      const queue = queues.of(input, call);
      checkBatchBytes(batchEntries(input), call);
      return answerBatch(input, (entry) => send(queues, queue, entry, call));
    },
  };
}

function send(queues: Queues, queue: Queue, input: Input, call: CallContext) {
  if (input.raw("MessageDeduplicationId") !== undefined) throw fifoUnsupported("MessageDeduplicationId");
  const delaySeconds = input.optionalInteger("DelaySeconds", { min: 0, max: 900 });
  const given = readMessage(input, call);
  checkMessage(given, numberAttribute(queue.attributes, "MaximumMessageSize"));
  const message = queues.send(queue, given, delaySeconds);
  return {
    MessageId: message.id,
    MD5OfMessageBody: message.bodyMd5,
    MD5OfMessageAttributes: attributesMd5(message.attributes),
  };
}

function readMessage(input: Input, call: CallContext): NewMessage {
  const groupId = input.optionalText("MessageGroupId", { min: 1, max: 128 });
  return {
    body: input.optionalText("MessageBody") ?? "",
    attributes: readMessageAttributes(input.raw("MessageAttributes")),
    system: {
      SenderId: call.accountId,
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
      ...traceHeader(input.optionalObject("MessageSystemAttributes")),
    },
  };
}

function traceHeader(attributes: Input | undefined): Readonly<Record<string, string>> {
  const unknown = attributes?.names().find((name) => name !== "AWSTraceHeader");
  if (unknown !== undefined) throw invalidParameter(`Message system attribute name '${unknown}' is invalid.`);
  const header = attributes?.optionalObject("AWSTraceHeader")?.text("StringValue");
  return header === undefined ? {} : { AWSTraceHeader: header };
}

/** What is wrong with one entry is that entry's own failure, said when it is sent. */
function checkBatchBytes(entries: readonly Input[], call: CallContext): void {
  const sizes = entries.map((entry) => {
    try {
      return messageBytes(readMessage(entry, call));
    } catch {
      return 0;
    }
  });
  const bytes = sizes.reduce((sum, each) => sum + each, 0);
  if (bytes <= batchBytesMax) return;
  throw sqsError(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${batchBytesMax} bytes. You have sent ${bytes} bytes.`,
  );
}
