import type { Service, World } from "../../service.ts";
import { compilePolicy } from "../request/resource-policy.ts";
import { queueDoesNotExist } from "./errors.ts";
import type { MessageAttributes } from "./message-attribute.ts";
import { moveOperations } from "./move-operations.ts";
import type { Queue } from "./queue.ts";
import { queueOperations } from "./queue-operations.ts";
import { type MessageListener, Queues } from "./queues.ts";
import { receiptOperations } from "./receipt-operations.ts";
import { receiveOperation, systemAttributes } from "./receive-operation.ts";
import { sendOperations } from "./send-operations.ts";

export interface SqsOptions {
  /** Begins queue URLs, e.g. `http://127.0.0.1:4566`; `https://sqs.<region>.amazonaws.com` unless said. */
  readonly urlBase?: string;
  /**
   * Whether time waits with messages in flight. A visibility time-out then ends when time passes it, and virtual time does not jump
   * there for its sake: a person's tool that receives and deletes needs its 30 seconds. Default false.
   */
  readonly patient?: boolean;
  /** Hears of every message that comes to a queue or goes. */
  readonly onMessage?: MessageListener;
}

/** A message as it lies in a queue, seen without receiving it. */
export interface PeekedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
}

/** The simulated SQS: standard queues only. */
export interface Sqs extends Service {
  /**
   * Calls `listener`, in the same turn, whenever a message becomes visible (sent, delay over, back after its time-out).
   * What is visible already is not announced. Returns a function that ends it.
   * @throws {ServiceError} QueueDoesNotExist
   */
  onArrival(queueArn: string, listener: () => void): () => void;
  /** Whether the queue's policy lets the service send for `sourceArn`. No queue or no policy: no, as on AWS. */
  allows(queueArn: string, principalService: string, sourceArn: string): boolean;
  /** Every message in the queue, visible or not, without receiving any. @throws {ServiceError} QueueDoesNotExist */
  peek(queueArn: string): readonly PeekedMessage[];
  /** @throws {ServiceError} QueueDoesNotExist */
  queueUrl(queueArn: string): string;
}

/** @see docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
export function createSqs(world: World, options: SqsOptions = {}): Sqs {
  const queues = new Queues(world, options.urlBase, options.patient, options.onMessage);
  const queueOf = (arn: string): Queue => {
    const queue = queues.byArn(arn);
    if (!queue) throw queueDoesNotExist();
    return queue;
  };
  return {
    name: "SQS",
    signingName: "sqs",
    protocol: { kind: "aws-json", version: "1.0", targetPrefix: "AmazonSQS", queryErrors: true },
    operations: {
      ...queueOperations(queues),
      ...sendOperations(queues),
      ...receiveOperation(queues),
      ...receiptOperations(queues),
      ...moveOperations(queues),
    },
    onArrival: (queueArn, listener) => queueOf(queueArn).arrivals.listen(listener),
    allows: (queueArn, principalService, sourceArn) => {
      const policy = compilePolicy(queues.byArn(queueArn)?.attributes["Policy"] ?? "");
      return policy?.({ action: "sqs:SendMessage", resource: queueArn, principalService, sourceArn }) ?? false;
    },
    peek: (queueArn) =>
      [...queueOf(queueArn).messages()].map((message) => ({
        messageId: message.id,
        body: message.body,
        attributes: systemAttributes(message),
        messageAttributes: message.attributes,
      })),
    queueUrl: (queueArn) => queueOf(queueArn).url,
  };
}
