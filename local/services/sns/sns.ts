import type { Service, World } from "../../service.ts";
import type { Rate } from "../rate-limit.ts";
import { withRates } from "../request/operations.ts";
import { compilePolicy } from "../request/resource-policy.ts";
import { snsError, wireCodes } from "./errors.ts";
import { type Published, publishOperation } from "./publish.ts";
import { subscriptionOperations } from "./subscription-operations.ts";
import { topicOperations } from "./topic-operations.ts";
import { type Subscription, Topics } from "./topics.ts";

export interface SnsOptions {
  /** Of Publish, and of each other operation. */
  readonly publishRate?: Rate;
  readonly rate?: Rate;
  /** Hears of every message that is published. */
  readonly onPublished?: (message: Published) => void;
  /** Brings a message to a mailbox; nothing is sent unless given. */
  readonly deliver?: (message: Published, subscription: Subscription) => void;
}

/** The simulated SNS: standard topics, with mailboxes as their subscribers. */
export interface Sns extends Service {
  /** What has been published, oldest first: on one topic, or on all. */
  published(topicArn?: string): readonly Published[];
  /** Whether the topic's policy lets the service publish for `sourceArn`. No topic or no policy: no, as on AWS. */
  allows(topicArn: string, principalService: string, sourceArn: string): boolean;
}

// docs.aws.amazon.com/general/latest/gr/sns.html: messages a second in Europe (Ireland); of CreateTopic and its like 30
const publishRateDefault: Rate = { perSecond: 9000, burst: 9000 };
const rateDefault: Rate = { perSecond: 30, burst: 100 };

/** @see docs.aws.amazon.com/sns/latest/api/welcome.html */
export function createSns(world: World, options: SnsOptions = {}): Sns {
  const topics = new Topics(world);
  const outbox: Published[] = [];
  const operations = {
    ...topicOperations(topics),
    ...subscriptionOperations(topics),
    Publish: publishOperation(topics, (topic, message) => {
      outbox.push(message);
      options.onPublished?.(message);
      for (const subscription of topic.subscriptions.values()) options.deliver?.(message, subscription);
    }),
  };
  const rates = {
    operations: { Publish: options.publishRate ?? publishRateDefault },
    other: options.rate ?? rateDefault,
  };
  return {
    name: "SNS",
    signingName: "sns",
    protocol: {
      kind: "query",
      namespace: "http://sns.amazonaws.com/doc/2010-03-31/",
      codes: wireCodes,
      maps: ["Attributes"],
    },
    operations: withRates(operations, world.clock, rates, throttled),
    published: (topicArn) => (topicArn === undefined ? [...outbox] : outbox.filter((one) => one.topicArn === topicArn)),
    allows: (topicArn, principalService, sourceArn) => {
      const policy = compilePolicy(topics.byArn(topicArn)?.attributes["Policy"] ?? "");
      return policy?.({ action: "sns:Publish", resource: topicArn, principalService, sourceArn }) ?? false;
    },
  };
}

const throttled = () => snsError("ThrottledException", 429, "Rate exceeded");
