import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Channels } from "#domain/notify/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/** The topics that people are subscribed to: one by mail, one with a chat behind it. */
export interface Topics {
  readonly mailTopicArn: string | undefined;
  readonly chatTopicArn: string | undefined;
}

/** Publishes to those topics that there are. */
export function channelsAdapter(
  { mailTopicArn, chatTopicArn }: Topics,
  client = new SNSClient(clientDefaults),
): Channels {
  const publish = async (TopicArn: string, Message: string, more: { readonly Subject?: string } = {}) => {
    await sdkCall("sns:Publish", () => client.send(new PublishCommand({ TopicArn, Message, ...more })));
  };
  return {
    ...(mailTopicArn !== undefined && {
      mail: ({ subject: Subject, body }) => publish(mailTopicArn, body, { Subject }),
    }),
    ...(chatTopicArn !== undefined && { chat: (message) => publish(chatTopicArn, JSON.stringify(message)) }),
  };
}
