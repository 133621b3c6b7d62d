import type { CallContext, World } from "../../service.ts";
import type { Input } from "../request/input.ts";
import { compilePolicy } from "../request/resource-policy.ts";
import { uuidOf } from "../sqs/uuid.ts";
import { invalidParameter, notFound } from "./errors.ts";

export type TopicAttributes = Readonly<Record<string, string>>;

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: "email";
  /** Whom it reaches: an address. */
  readonly endpoint: string;
  readonly ownerId: string;
}

export interface Topic {
  readonly arn: string;
  readonly ownerId: string;
  attributes: TopicAttributes;
  /** By ARN. */
  readonly subscriptions: Map<string, Subscription>;
}

/** What can be said of a topic; none of it changes whom a message reaches, but for `Policy`. */
const settable = ["DisplayName", "KmsMasterKeyId", "Policy", "SignatureVersion", "TracingConfig"];

/** All topics of one simulated SNS, of every account and Region. */
export class Topics {
  readonly world: World;
  readonly #byArn = new Map<string, Topic>();

  constructor(world: World) {
    this.world = world;
  }

  inPlace({ region, accountId }: CallContext): readonly Topic[] {
    return [...this.#byArn.values()].filter(({ arn }) => arn.includes(`:${region}:${accountId}:`));
  }

  byArn(arn: string): Topic | undefined {
    return this.#byArn.get(arn);
  }

  /** The topic that the member names. @throws {ServiceError} NotFoundException, InvalidParameterException */
  of(input: Input, member = "TopicArn"): Topic {
    const arn = input.text(member);
    const topic = this.#byArn.get(arn);
    if (topic) return topic;
    throw /^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(arn) ? notFound("Topic") : invalidParameter(member);
  }

  /** Creates a topic, or finds the one of that name. @throws {ServiceError} InvalidParameterException */
  create(name: string, attributes: TopicAttributes, { region, accountId }: CallContext): Topic {
    if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter("Topic Name");
    const arn = `arn:${this.world.partition}:sns:${region}:${accountId}:${name}`;
    const known = this.#byArn.get(arn);
    if (known) return known;
    const topic: Topic = { arn, ownerId: accountId, attributes: {}, subscriptions: new Map() };
    this.setAttributes(topic, attributes);
    this.#byArn.set(arn, topic);
    return topic;
  }

  delete(topic: Topic): void {
    this.#byArn.delete(topic.arn);
  }

  /** @throws {ServiceError} InvalidParameterException, naming an attribute that is not supported */
  setAttributes(topic: Topic, attributes: TopicAttributes): void {
    const unknown = Object.keys(attributes).find((name) => !settable.includes(name));
    if (unknown !== undefined) throw invalidParameter(`AttributeName ${unknown}`);
    const policy = attributes["Policy"];
    if (policy !== undefined && compilePolicy(policy) === undefined) throw invalidParameter("Policy Error: null");
    topic.attributes = { ...topic.attributes, ...attributes };
  }

  /** Adds a subscription, or finds the same one: here whoever is subscribed has confirmed it. */
  subscribe(topic: Topic, endpoint: string, ownerId: string): Subscription {
    const arn = `${topic.arn}:${uuidOf(topic.arn, "email", endpoint)}`;
    const subscription = topic.subscriptions.get(arn) ?? {
      ...{ arn, topicArn: topic.arn, protocol: "email", endpoint, ownerId },
    };
    topic.subscriptions.set(arn, subscription);
    return subscription;
  }
}
