import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { isRecord } from "../request/record.ts";
import { attributesBytes, type MessageAttributes, readMessageAttributes } from "../sqs/message-attribute.ts";
import { uuidOf } from "../sqs/uuid.ts";
import { invalidParameter, snsError } from "./errors.ts";
import type { Topic, Topics } from "./topics.ts";

/** A message as it was published. */
export interface Published {
  readonly topicArn: string;
  readonly messageId: string;
  readonly atMs: number;
  readonly subject?: string;
  /** As it was given: with MessageStructure `json` the texts of all protocols. */
  readonly message: string;
  /** What goes to mailboxes. */
  readonly mail: string;
  readonly attributes: MessageAttributes;
}

// docs.aws.amazon.com/sns/latest/api/API_Publish.html: 256 KB, attributes included
const messageBytesMax = 262_144;
/**
 * ASCII, begins with a letter, a digit or a punctuation mark, no line break nor other control character, at most 100 characters.
 * @see docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_RequestParameters
 */
const subjectPattern = /^[!-~][ -~]{0,99}$/;
const unsupported = ["PhoneNumber", "MessageGroupId", "MessageDeduplicationId"];

/** `publish` hands over what is published; the outbox and the subscribers get it from there. */
export function publishOperation(topics: Topics, publish: (topic: Topic, message: Published) => void): Operation {
  let count = 0;
  return (given) => {
    const input = new Input(given, invalidParameter);
    const foreign = unsupported.find((name) => input.raw(name) !== undefined);
    if (foreign !== undefined) throw invalidParameter(`${foreign} is not supported by the local AWS`);
    const topic = topics.of(input, input.raw("TopicArn") === undefined ? "TargetArn" : "TopicArn");
    const message = input.optionalText("Message") ?? "";
    const subject = input.optionalText("Subject");
    const attributes = attributesOf(input);
    if (message === "") throw invalidParameter("Empty message");
    if (subject !== undefined && !subjectPattern.test(subject)) throw invalidParameter("Subject");
    if (Buffer.byteLength(message) + attributesBytes(attributes) > messageBytesMax)
      throw invalidParameter("Message too long");
    const messageId = uuidOf(topic.arn, String(count++));
    const atMs = topics.world.clock.now();
    const mail = mailText(input.optionalChoice("MessageStructure", ["json"]), message);
    const published = { topicArn: topic.arn, messageId, atMs, message, mail, attributes };
    publish(topic, { ...published, ...(subject !== undefined && { subject }) });
    return { MessageId: messageId };
  };
}

function attributesOf(input: Input): MessageAttributes {
  try {
    return readMessageAttributes(input.raw("MessageAttributes"));
  } catch (error) {
    throw snsError("InvalidParameterValueException", 400, error instanceof Error ? error.message : String(error));
  }
}

function mailText(structure: "json" | undefined, message: string): string {
  if (structure === undefined) return message;
  const texts = parsed(message);
  const text = isRecord(texts) ? (texts["email"] ?? texts["default"]) : undefined;
  if (typeof text !== "string" || !isRecord(texts) || typeof texts["default"] !== "string")
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
}

/** What is told of a message when it is published. */
export const publishedIn = ({ topicArn, messageId, subject, message }: Published) =>
  ({ kind: "published", topicArn, messageId, message, ...(subject !== undefined && { subject }) }) as const;
