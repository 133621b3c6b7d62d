import type { SNSClient } from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import { channelsAdapter } from "#adapters/sns.ts";
import { SetupFault } from "#domain/errors.ts";
import { chatOf } from "#domain/notify/chat.ts";
import { mailOf } from "#domain/notify/mail.ts";
import { aBrief } from "#test/builders/brief.ts";
import { failing, fakeClient } from "./fake-client.ts";

const topics = {
  mailTopicArn: "arn:aws:sns:eu-west-1:111122223333:mail",
  chatTopicArn: "arn:aws:sns:eu-west-1:111122223333:chat",
};

describe("channelsAdapter()", () => {
  it("publishes a mail with its subject, and a card as JSON", async () => {
    const client = fakeClient<SNSClient>({ Publish: () => ({ MessageId: "m" }) });
    const { mail, chat } = channelsAdapter(topics, client);
    const [letter, card] = [mailOf(aBrief()), chatOf(aBrief())];
    await mail?.(letter);
    await chat?.(card);
    expect(client.calls).toEqual([
      ["Publish", { TopicArn: topics.mailTopicArn, Message: letter.body, Subject: letter.subject }],
      ["Publish", { TopicArn: topics.chatTopicArn, Message: JSON.stringify(card) }],
    ]);
  });

  it("has no channel that is not set up", () => {
    expect(Object.keys(channelsAdapter({ ...topics, chatTopicArn: undefined }, fakeClient<SNSClient>({})))).toEqual([
      "mail",
    ]);
  });

  it.each(["AccessDenied", "NotFoundException", "KMSDisabledException"])(
    "says of %s that a person has to mend it",
    async (name) => {
      const { mail } = channelsAdapter(topics, fakeClient<SNSClient>({ Publish: failing(name) }));
      await expect(mail?.(mailOf(aBrief()))).rejects.toThrow(SetupFault);
    },
  );
});
