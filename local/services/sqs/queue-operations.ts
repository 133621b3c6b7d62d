import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { invalidParameter, queueDoesNotExist, sqsError } from "./errors.ts";
import type { Queue } from "./queue.ts";
import { type QueueAttributes, readQueueAttributes } from "./queue-attributes.ts";
import type { Queues } from "./queues.ts";

const purgeIntervalMs = 60_000;

/** CreateQueue, DeleteQueue, GetQueueUrl, ListQueues, ListDeadLetterSourceQueues, Get- and SetQueueAttributes, PurgeQueue. */
export function queueOperations(queues: Queues): Readonly<Record<string, Operation>> {
  const read = (given: unknown) => new Input(given, invalidParameter);
  return {
    CreateQueue: (given, call) => {
      const name = read(given).text("QueueName", { pattern: /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/ });
      return { QueueUrl: queues.create(name, readQueueAttributes(read(given).raw("Attributes")), call).url };
    },
    DeleteQueue: (given, call) => {
      queues.delete(queues.of(read(given), call));
      return {};
    },
    GetQueueUrl: (given, call) => {
      const input = read(given);
      const queue = queues.byName(input.text("QueueName"), call, input.optionalText("QueueOwnerAWSAccountId"));
      if (!queue) throw queueDoesNotExist();
      return { QueueUrl: queue.url };
    },
    ListQueues: (given, call) => {
      const input = read(given);
      const prefix = input.optionalText("QueueNamePrefix") ?? "";
      const inScope = (queue: Queue) => queue.arn.includes(`:${call.region}:${call.accountId}:${prefix}`);
      const page = urlPage(queues.all().filter(inScope), input, `ListQueues ${prefix}`, queues);
      return { QueueUrls: page.urls, NextToken: page.nextToken };
    },
    ListDeadLetterSourceQueues: (given, call) => {
      const queue = queues.of(read(given), call);
      const page = urlPage(queues.deadLetterSources(queue), read(given), `ListSources ${queue.arn}`, queues);
      return { queueUrls: page.urls, NextToken: page.nextToken };
    },
    GetQueueAttributes: (given, call) => getQueueAttributes(queues, read(given), call),
    SetQueueAttributes: (given, call) => {
      queues.setAttributes(queues.of(read(given), call), readQueueAttributes(read(given).raw("Attributes")));
      return {};
    },
    PurgeQueue: (given, call) => {
      const queue = queues.of(read(given), call);
      const nowMs = queues.world.clock.now();
      if (nowMs - queue.purgedAtMs < purgeIntervalMs) {
        throw sqsError(
          "PurgeQueueInProgress",
          `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        );
      }
      queue.purgedAtMs = nowMs;
      queue.purge();
      return {};
    },
  };
}

function urlPage(all: readonly Queue[], input: Input, scope: string, queues: Queues) {
  const size = input.optionalInteger("MaxResults", { min: 1, max: 1000 });
  const token = input.optionalText("NextToken");
  const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
  if (!cursor) throw invalidParameter("Invalid or expired next token.");
  const urls = all.map(({ url }) => url).sort();
  const { items, nextOffset } = pageAt(urls, cursor.offset, size ?? 1000);
  const issuedAtMs = queues.world.clock.now();
  const nextToken =
    size === undefined || nextOffset === undefined
      ? undefined
      : sealCursor({ offset: nextOffset, issuedAtMs, mark: 0 }, scope);
  return { urls: items, nextToken };
}

const settable = new Set([
  ...["Policy", "VisibilityTimeout", "MaximumMessageSize", "MessageRetentionPeriod", "DelaySeconds", "RedrivePolicy"],
  ...["ReceiveMessageWaitTimeSeconds", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"],
  ...["RedriveAllowPolicy", "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"],
]);

function getQueueAttributes(queues: Queues, input: Input, call: CallContext) {
  const queue = queues.of(input, call);
  const names = input.optionalTexts("AttributeNames") ?? [];
  const all: QueueAttributes = { ...queue.attributes, ...derivedAttributes(queue) };
  if (names.includes("All")) return { Attributes: all };
  const unknown = names.find((name) => !Object.hasOwn(all, name) && !settable.has(name));
  if (unknown !== undefined) throw sqsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
  const chosen = names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]);
  return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
}

function derivedAttributes(queue: Queue): QueueAttributes {
  const { visible, inFlight, delayed } = queue.counts();
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAtMs / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAtMs / 1000)),
  };
}
