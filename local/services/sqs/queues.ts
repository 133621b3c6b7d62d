import type { CallContext, World } from "../../service.ts";
import type { Input } from "../request/input.ts";
import { invalidParameter, queueDoesNotExist, resourceNotFound, sqsError } from "./errors.ts";
import type { Message, NewMessage } from "./message.ts";
import { newMessage } from "./message.ts";
import { type MessageChange, Queue } from "./queue.ts";
import {
  allowsRedriveFrom,
  defaultAttributes,
  fifoUnsupported,
  numberAttribute,
  type QueueAttributes,
  redrivePolicyOf,
} from "./queue-attributes.ts";

/** Hears of every message that comes to a queue or goes. */
export type MessageListener = (queue: Queue, message: Message, change: MessageChange) => void;

/** All queues of one simulated SQS, of every account and Region. */
export class Queues {
  readonly world: World;
  readonly #urlBase: string | undefined;
  readonly #patient: boolean;
  readonly #onMessage: MessageListener | undefined;
  readonly #byArn = new Map<string, Queue>();
  #messages = 0;

  /** `urlBase` stands in queue URLs in place of `https://sqs.<region>.amazonaws.com`. */
  constructor(world: World, urlBase: string | undefined, patient = false, onMessage?: MessageListener) {
    this.world = world;
    this.#patient = patient;
    this.#onMessage = onMessage;
    this.#urlBase = urlBase?.replace(/\/$/, "");
  }

  all(): readonly Queue[] {
    return [...this.#byArn.values()];
  }

  byArn(arn: string): Queue | undefined {
    return this.#byArn.get(arn);
  }

  /** @throws {ServiceError} ResourceNotFoundException */
  requireArn(arn: string, parameter: string): Queue {
    const queue = this.#byArn.get(arn);
    if (queue) return queue;
    throw resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
  }

  byName(name: string, call: CallContext, accountId = call.accountId): Queue | undefined {
    return this.#byArn.get(this.#arn(name, accountId, call.region));
  }

  /** The queue of the member `QueueUrl`: its last two path segments count, not its host. */
  of(input: Input, call: CallContext): Queue {
    const url = input.optionalText("QueueUrl");
    if (url === undefined) throw sqsError("MissingParameter", "The request must contain the parameter QueueUrl.");
    const [accountId, name = ""] = url.split("/").slice(-2);
    const queue = this.byName(name, call, accountId);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  /** Creates a queue, or finds the one of the same name whose attributes agree. */
  create(name: string, attributes: QueueAttributes, call: CallContext): Queue {
    if (name.endsWith(".fifo")) throw fifoUnsupported(`queue "${name}"`);
    const arn = this.#arn(name, call.accountId, call.region);
    const known = this.#byArn.get(arn);
    if (known) return agreeing(known, attributes);
    this.#checkRedrive(arn, attributes);
    const urlBase = this.#urlBase ?? `https://sqs.${call.region}.amazonaws.com`;
    const url = `${urlBase}/${call.accountId}/${name}`;
    const all = without("", { ...defaultAttributes, ...attributes });
    const queue = new Queue(arn, url, all, this.world.clock, this.#patient);
    const listener = this.#onMessage;
    if (listener) queue.onChange = (message, change) => listener(queue, message, change);
    this.#byArn.set(arn, queue);
    return queue;
  }

  setAttributes(queue: Queue, attributes: QueueAttributes): void {
    this.#checkRedrive(queue.arn, attributes);
    queue.attributes = without("", { ...queue.attributes, ...attributes });
    queue.modifiedAtMs = this.world.clock.now();
  }

  delete(queue: Queue): void {
    queue.purge();
    this.#byArn.delete(queue.arn);
  }

  /** Puts a new message into the queue, after the given delay or the queue's own. */
  send(queue: Queue, given: NewMessage, delaySeconds?: number): Message {
    const message = newMessage(given, queue.arn, this.world.clock.now(), this.#messages++);
    queue.add(message, delaySeconds ?? numberAttribute(queue.attributes, "DelaySeconds"));
    return message;
  }

  /** Moves a message that `source` has handed out too often; false when its dead-letter queue is gone. */
  deadLetter(source: Queue, message: Message): boolean {
    const target = this.#byArn.get(redrivePolicyOf(source.attributes)?.deadLetterTargetArn ?? "");
    target?.add({ ...message, deadLetterSourceArn: source.arn }, 0);
    return target !== undefined;
  }

  deadLetterSources(queue: Queue): readonly Queue[] {
    return this.all().filter((source) => redrivePolicyOf(source.attributes)?.deadLetterTargetArn === queue.arn);
  }

  #arn(name: string, accountId: string, region: string): string {
    return `arn:${this.world.partition}:sqs:${region}:${accountId}:${name}`;
  }

  #checkRedrive(sourceArn: string, attributes: QueueAttributes): void {
    const policy = redrivePolicyOf(attributes);
    if (!policy) return;
    const target = this.#byArn.get(policy.deadLetterTargetArn);
    if (target && allowsRedriveFrom(target.attributes, sourceArn)) return;
    const reason = target ? "Dead letter target does not allow this queue." : "Dead letter target does not exist.";
    throw invalidParameter(
      `Value ${attributes["RedrivePolicy"]} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  }
}

function agreeing(known: Queue, attributes: QueueAttributes): Queue {
  for (const [name, value] of Object.entries(attributes)) {
    if ((known.attributes[name] ?? "") === value) continue;
    throw sqsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
  return known;
}

function without(value: string, attributes: QueueAttributes): QueueAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, each]) => each !== value));
}
