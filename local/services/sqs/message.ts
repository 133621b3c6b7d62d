import { hash } from "node:crypto";
import { invalidParameter, sqsError } from "./errors.ts";
import { attributesBytes, type MessageAttributes } from "./message-attribute.ts";
import { uuidOf } from "./uuid.ts";

/** One message; it keeps its identity when redrive moves it to a dead-letter queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly bodyMd5: string;
  readonly attributes: MessageAttributes;
  /** System attributes given by the sender: SenderId, and AWSTraceHeader or MessageGroupId where given. */
  readonly system: Readonly<Record<string, string>>;
  readonly sentAtMs: number;
  /** Receives so far, in every queue it was in. */
  receiveCount: number;
  firstReceivedAtMs?: number;
  /** The queue whose redrive policy moved it here. */
  deadLetterSourceArn?: string;
}

export type NewMessage = Pick<Message, "body" | "attributes" | "system">;

/** `count` makes the id unique among the messages of one SQS; ids are repeatable, not random. */
export function newMessage(given: NewMessage, queueArn: string, sentAtMs: number, count: number): Message {
  return {
    ...given,
    id: uuidOf(queueArn, String(count)),
    bodyMd5: hash("md5", given.body),
    sentAtMs,
    receiveCount: 0,
  };
}

/** Bytes of a message as its limits count them. */
export function messageBytes(message: NewMessage): number {
  return Buffer.byteLength(message.body) + attributesBytes(message.attributes);
}

// The characters of XML 1.0: docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** @throws {ServiceError} MissingParameter, InvalidMessageContents, or InvalidParameterValue when it is too large */
export function checkMessage(message: NewMessage, bytesMax: number): void {
  if (message.body === "") throw sqsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (forbidden.test(message.body)) {
    throw sqsError("InvalidMessageContents", "The message contains characters outside the allowed set.");
  }
  if (messageBytes(message) > bytesMax) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${bytesMax} bytes.`,
    );
  }
}
