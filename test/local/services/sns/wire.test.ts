import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSns } from "#local/services/sns/sns.ts";
import { aFront, rejectionOf } from "../a-front.ts";
import { aWorld } from "../a-world.ts";

const { world, clock } = aWorld("2026-12-01T12:00:00Z");
const sns = createSns(world);
let client: SNSClient;
let close: () => Promise<void>;
let TopicArn: string;

beforeAll(async () => {
  const { front, sdk } = await aFront(world, [sns]);
  client = new SNSClient(sdk);
  close = () => front.close();
  const Attributes = { DisplayName: "Gumshoe" };
  TopicArn = String((await client.send(new CreateTopicCommand({ Name: "alerts", Attributes }))).TopicArn);
});
afterAll(async () => {
  client.destroy();
  await close();
});

const publish = (input: object) => client.send(new PublishCommand({ TopicArn, Message: "m", ...input }));

describe("SNS over the wire", () => {
  it("keeps what is published, as it was given", async () => {
    const MessageAttributes = {
      severity: { DataType: "String", StringValue: "HIGH" },
      bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) },
    };
    const message = "first line\nsecond & <third> é😀";
    const { MessageId } = await publish({ Message: message, Subject: "[HIGH] a & b", MessageAttributes });
    expect(sns.published(TopicArn)).toEqual([
      {
        ...{ topicArn: TopicArn, messageId: MessageId, atMs: clock.now(), message, mail: message },
        subject: "[HIGH] a & b",
        attributes: {
          severity: MessageAttributes.severity,
          bytes: { DataType: "Binary", BinaryValue: expect.objectContaining({ 0: 0, 1: 255 }) },
        },
      },
    ]);
    expect(sns.published("arn:aws:sns:eu-west-1:111122223333:other")).toEqual([]);
  });

  it.each([
    ["one hundred characters", "a".repeat(100), "no error"],
    ["one hundred and one", "a".repeat(101), "InvalidParameterException 400"],
    ["no ASCII", "alarm é", "InvalidParameterException 400"],
    ["a line break", "alarm\nBcc: x@example.com", "InvalidParameterException 400"],
    ["a space first", " alarm", "InvalidParameterException 400"],
    ["punctuation first", "[alarm]", "no error"],
    ["nothing", "", "InvalidParameterException 400"],
  ])("takes subjects as SNS does: %s", async (_what, Subject, outcome) => {
    expect(await rejectionOf(publish({ Subject }))).toBe(outcome);
  });

  it("takes 256 KB, attributes included", async () => {
    expect(await rejectionOf(publish({ Message: "é".repeat(131_072) }))).toBe("no error");
    expect(await rejectionOf(publish({ Message: "é".repeat(131_072).concat("a") }))).toBe(
      "InvalidParameterException 400",
    );
    const MessageAttributes = { a: { DataType: "String", StringValue: "b" } };
    const full = publish({ Message: "a".repeat(262_144), MessageAttributes });
    expect(await rejectionOf(full)).toBe("InvalidParameterException 400");
    expect(await rejectionOf(publish({ Message: "" }))).toBe("InvalidParameterException 400");
  });

  it("chooses the text for mailboxes of a message with several", async () => {
    await publish({ Message: JSON.stringify({ default: "d", email: "e" }), MessageStructure: "json" });
    await publish({ Message: JSON.stringify({ default: "d" }), MessageStructure: "json" });
    expect(
      sns
        .published()
        .slice(-2)
        .map(({ mail }) => mail),
    ).toEqual(["e", "d"]);
    const withoutDefault = publish({ Message: '{"email":"e"}', MessageStructure: "json" });
    expect(await rejectionOf(withoutDefault)).toBe("InvalidParameterException 400");
  });

  it("subscribes mailboxes, once each", async () => {
    const subscribe = (Endpoint: string, Protocol = "email") =>
      client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    const { SubscriptionArn } = await subscribe("on-call@example.com");
    expect(await subscribe("on-call@example.com")).toMatchObject({ SubscriptionArn });
    const list = () => client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const Owner = "111122223333";
    expect((await list()).Subscriptions).toEqual([
      { SubscriptionArn, Owner, Protocol: "email", Endpoint: "on-call@example.com", TopicArn },
    ]);
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, DisplayName: "Gumshoe", SubscriptionsConfirmed: "1" });
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
    expect((await list()).Subscriptions ?? []).toEqual([]);
    expect(await rejectionOf(subscribe("a@example.com,b@example.com"))).toBe("InvalidParameterException 400");
    expect(await rejectionOf(subscribe("https://example.com", "https"))).toBe("InvalidParameterException 400");
  });

  it("names what is not there, and what it does not do", async () => {
    const other = "arn:aws:sns:eu-west-1:111122223333:other";
    expect(await rejectionOf(publish({ TopicArn: other }))).toBe("NotFoundException 404");
    expect(await rejectionOf(publish({ TopicArn: "other" }))).toBe("InvalidParameterException 400");
    expect(await rejectionOf(publish({ TopicArn: undefined, PhoneNumber: "+1" }))).toBe(
      "InvalidParameterException 400",
    );
    const named = publish({ MessageAttributes: { "AWS.x": { DataType: "String", StringValue: "a" } } });
    expect(await rejectionOf(named)).toBe("InvalidParameterValueException 400");
    const fifo = client.send(new CreateTopicCommand({ Name: "alerts.fifo" }));
    expect(await rejectionOf(fifo)).toBe("InvalidParameterException 400");
    const set = (AttributeName: string, AttributeValue: string) =>
      client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
    expect(await rejectionOf(set("DeliveryPolicy", "{}"))).toBe("InvalidParameterException 400");
    expect(await rejectionOf(set("Policy", "no policy"))).toBe("InvalidParameterException 400");
  });

  it("publishes no more than its rate", async () => {
    const slow = createSns(world, { publishRate: { perSecond: 1, burst: 1 } });
    const call = { region: "eu-west-1", accountId: "111122223333" };
    slow.operations["CreateTopic"]?.({ Name: "t" }, call);
    const send = () => slow.operations["Publish"]?.({ TopicArn: TopicArn.replace("alerts", "t"), Message: "m" }, call);
    send();
    expect(send).toThrow(expect.objectContaining({ name: "ThrottledException", status: 429 }));
  });
});
