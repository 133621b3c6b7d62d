import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SetupFault } from "#domain/errors.ts";
import type { Channels } from "#domain/notify/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/** The topics that people are subscribed to: one by mail, one with a chat behind it. */
export interface Topics {
  readonly mailTopicArn: string | undefined;
  readonly chatTopicArn: string | undefined;
}

/**
 * What only a person mends, of what SNS answers to Publish: the topic or its key is gone, or may not be used.
 * @see docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors (read 2026-12-01)
 */
const needsAPerson = new Set([
  "AuthorizationErrorException",
  "KMSAccessDeniedException",
  "KMSDisabledException",
  "KMSInvalidStateException",
  "KMSNotFoundException",
  "NotFoundException",
]);

/** Publishes to those topics that there are. */
export function channelsAdapter(
  { mailTopicArn, chatTopicArn }: Topics,
  client = new SNSClient(clientDefaults),
): Channels {
  const publish = async (TopicArn: string, Message: string, more: { readonly Subject?: string } = {}) => {
    const command = new PublishCommand({ TopicArn, Message, ...more });
    await sdkCall("sns:Publish", () => client.send(command)).catch((error: Error) => {
      throw needsAPerson.has(error.name) ? new SetupFault("sns:Publish", error.name, { cause: error }) : error;
    });
  };
  return {
    ...(mailTopicArn !== undefined && {
      mail: ({ subject: Subject, body }) => publish(mailTopicArn, body, { Subject }),
    }),
    ...(chatTopicArn !== undefined && { chat: (message) => publish(chatTopicArn, JSON.stringify(message)) }),
  };
}
