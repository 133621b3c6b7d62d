import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { isRecord } from "../request/record.ts";
import { invalidParameter } from "./errors.ts";
import { listPage } from "./topic-operations.ts";
import type { Subscription, Topics } from "./topics.ts";

/** ListSubscriptionsByTopic, Subscribe, Unsubscribe. */
export function subscriptionOperations(topics: Topics): Readonly<Record<string, Operation>> {
  return {
    ListSubscriptionsByTopic: (given) => {
      const input = new Input(given, invalidParameter);
      const topic = topics.of(input);
      const { items, NextToken } = listPage([...topic.subscriptions.values()], input, `List ${topic.arn}`, topics);
      return { Subscriptions: items.map(described), NextToken };
    },
    Subscribe: (given, { accountId }) => {
      const input = new Input(given, invalidParameter);
      const protocol = input.text("Protocol");
      if (protocol !== "email")
        throw invalidParameter(`Protocol "${protocol}" is not supported by the local AWS, "email" is`);
      checkAttributes(input.raw("Attributes") ?? {});
      const endpoint = input.text("Endpoint");
      if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(endpoint)) throw invalidParameter("Email address");
      return { SubscriptionArn: topics.subscribe(topics.of(input), endpoint, accountId).arn };
    },
    Unsubscribe: (given) => {
      const arn = new Input(given, invalidParameter).text("SubscriptionArn");
      topics.byArn(arn.slice(0, arn.lastIndexOf(":")))?.subscriptions.delete(arn);
      return {};
    },
  };
}

/** Each would change what arrives. */
function checkAttributes(given: unknown): void {
  const [first] = isRecord(given) ? Object.keys(given) : ["Attributes"];
  if (first !== undefined) throw invalidParameter(`Attributes: "${first}" is not supported by the local AWS`);
}

const described = ({ arn, topicArn, protocol, endpoint, ownerId }: Subscription) => ({
  SubscriptionArn: arn,
  Owner: ownerId,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});
