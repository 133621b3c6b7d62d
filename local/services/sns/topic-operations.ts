import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { isRecord } from "../request/record.ts";
import { invalidParameter } from "./errors.ts";
import type { Topic, TopicAttributes, Topics } from "./topics.ts";

const pageSize = 100;

/** CreateTopic, DeleteTopic, GetTopicAttributes, ListTopics, SetTopicAttributes. */
export function topicOperations(topics: Topics): Readonly<Record<string, Operation>> {
  return {
    CreateTopic: (given, call) => {
      const input = new Input(given, invalidParameter);
      const name = input.text("Name");
      if (name.endsWith(".fifo")) throw invalidParameter("Topic Name: the local AWS has no FIFO topics");
      return { TopicArn: topics.create(name, attributesIn(input), call).arn };
    },
    DeleteTopic: (given) => {
      const topic = topics.byArn(new Input(given, invalidParameter).text("TopicArn"));
      if (topic) topics.delete(topic);
      return {};
    },
    GetTopicAttributes: (given) => ({ Attributes: described(topics.of(new Input(given, invalidParameter))) }),
    ListTopics: (given, call) => {
      const all = topics.inPlace(call).map(({ arn }) => ({ TopicArn: arn }));
      const { items, NextToken } = listPage(all, new Input(given, invalidParameter), "ListTopics", topics);
      return { Topics: items, NextToken };
    },
    SetTopicAttributes: (given) => {
      const input = new Input(given, invalidParameter);
      const [name, value] = [input.text("AttributeName"), input.optionalText("AttributeValue") ?? ""];
      topics.setAttributes(topics.of(input), { [name]: value });
      return {};
    },
  };
}

/** A hundred of a listing, and the token for those after. */
export function listPage<T>(all: readonly T[], input: Input, scope: string, { world }: Topics) {
  const token = input.optionalText("NextToken");
  const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
  if (!cursor) throw invalidParameter("NextToken");
  const { items, nextOffset } = pageAt(all, cursor.offset, pageSize);
  const next = nextOffset === undefined ? undefined : { offset: nextOffset, issuedAtMs: world.clock.now(), mark: 0 };
  return { items, NextToken: next && sealCursor(next, scope) };
}

function attributesIn(input: Input): TopicAttributes {
  const given = input.raw("Attributes") ?? {};
  if (!isRecord(given)) throw invalidParameter("Attributes");
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function described({ arn, ownerId, attributes, subscriptions }: Topic): TopicAttributes {
  return {
    DisplayName: "",
    ...attributes,
    TopicArn: arn,
    Owner: ownerId,
    SubscriptionsConfirmed: String(subscriptions.size),
    SubscriptionsPending: "0",
    SubscriptionsDeleted: "0",
  };
}
