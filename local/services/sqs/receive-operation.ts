import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidParameter } from "./errors.ts";
import type { Message } from "./message.ts";
import { attributesMd5, type MessageAttributes } from "./message-attribute.ts";
import type { Queue, ReceivedMessage } from "./queue.ts";
import { numberAttribute } from "./queue-attributes.ts";
import type { Queues } from "./queues.ts";
import { visibilitySecondsMax } from "./visibility.ts";

/** ReceiveMessage, with long polling: it answers at once, at the next arrival, or when its wait is over. */
export function receiveOperation(queues: Queues): Readonly<Record<string, Operation>> {
  return { ReceiveMessage: (given, call) => receiveMessage(queues, new Input(given, invalidParameter), call) };
}

function receiveMessage(queues: Queues, input: Input, call: CallContext): unknown {
  const queue = queues.of(input, call);
  const max = input.optionalInteger("MaxNumberOfMessages", { min: 1, max: 10 }) ?? 1;
  const visibilitySeconds =
    input.optionalInteger("VisibilityTimeout", { min: 0, max: visibilitySecondsMax }) ??
    numberAttribute(queue.attributes, "VisibilityTimeout");
  const waitSeconds =
    input.optionalInteger("WaitTimeSeconds", { min: 0, max: 20 }) ??
    numberAttribute(queue.attributes, "ReceiveMessageWaitTimeSeconds");
  const answer = answerer(input);
  const take = () => queue.receive(max, visibilitySeconds, (message) => queues.deadLetter(queue, message));
  const taken = take();
  if (taken.length > 0 || waitSeconds === 0) return answer(taken);
  return longPoll(queues, queue, waitSeconds, take).then(answer);
}

function longPoll(queues: Queues, queue: Queue, waitSeconds: number, take: () => ReceivedMessage[]) {
  const { clock } = queues.world;
  return new Promise<ReceivedMessage[]>((resolve) => {
    const giveUp = clock.at(clock.now() + waitSeconds * 1000, () => {
      stopPolling();
      resolve([]);
    });
    const stopPolling = queue.arrivals.poll(() => {
      const taken = take();
      if (taken.length === 0) return false;
      giveUp();
      resolve(taken);
      return true;
    });
  });
}

function answerer(input: Input): (taken: readonly ReceivedMessage[]) => object {
  const systemNames = [
    ...(input.optionalTexts("MessageSystemAttributeNames") ?? []),
    ...(input.optionalTexts("AttributeNames") ?? []),
  ];
  const attributeNames = input.optionalTexts("MessageAttributeNames") ?? [];
  return (taken) => {
    if (taken.length === 0) return {};
    return { Messages: taken.map((received) => sdkMessage(received, systemNames, attributeNames)) };
  };
}

function sdkMessage(
  { message, receiptHandle }: ReceivedMessage,
  systemNames: readonly string[],
  attributeNames: readonly string[],
) {
  const system = chosen(systemAttributes(message), (name) => systemNames.includes("All") || systemNames.includes(name));
  const attributes = chosen(message.attributes, (name) => attributeNames.some((wanted) => names(wanted, name)));
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.bodyMd5,
    Body: message.body,
    ...(system ? { Attributes: system } : {}),
    ...(attributes ? { MessageAttributes: attributes, MD5OfMessageAttributes: attributesMd5(attributes) } : {}),
  };
}

/** The message's system attributes as ReceiveMessage answers them. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  return {
    ...message.system,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ...(message.firstReceivedAtMs === undefined
      ? {}
      : { ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs) }),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

/** `All` and `.*` name every attribute, `bar.*` those that begin with `bar`. */
function names(wanted: string, name: string): boolean {
  if (wanted === "All" || wanted === name) return true;
  return wanted.endsWith(".*") && name.startsWith(wanted.slice(0, -2));
}

function chosen<T extends string | MessageAttributes[string]>(
  all: Readonly<Record<string, T>>,
  wanted: (name: string) => boolean,
): Record<string, T> | undefined {
  const entries = Object.entries(all).filter(([name]) => wanted(name));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
