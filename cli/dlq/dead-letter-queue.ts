import { SQSClient } from "@aws-sdk/client-sqs";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { messageQueue } from "#adapters/message-queue.ts";
import { outputOf, type Target } from "../target.ts";

/** The queues of a stack as the commands under `gumshoe dlq` use them. */
export function queuesOf(target: Target) {
  const client = new SQSClient({ ...clientDefaults, ...target.client });
  const queueUrl = outputOf(target, "DeadLetterQueueUrl");
  return {
    queueUrl,
    deadLetters: messageQueue(queueUrl, client),
    intake: messageQueue(outputOf(target, "IntakeQueueUrl"), client),
  };
}
