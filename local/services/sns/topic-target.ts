import type { Sns } from "./sns.ts";

/** Publishes what an AWS service delivers to a topic, without a subject. Rejects with SNS's own error. */
export function topicTarget(sns: Sns) {
  return async (topicArn: string, body: string): Promise<void> => {
    const [, , , region = "", accountId = ""] = topicArn.split(":");
    await sns.operations["Publish"]?.({ TopicArn: topicArn, Message: body }, { region, accountId });
  };
}
