import { SQSClient } from "@aws-sdk/client-sqs";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { messageQueue } from "#adapters/message-queue.ts";
import type { Target } from "../target.ts";
import { type QueueName, queueUrls } from "./queue-option.ts";

/** The queues of a stack as the commands under `gumshoe dlq` use them: dead letters, and where they go back to. */
export function queuesOf(target: Target, of: QueueName = "intake") {
  const client = new SQSClient({ ...clientDefaults, ...target.client });
  const { deadLetters: queueUrl, source } = queueUrls(target, of);
  return { queueUrl, deadLetters: messageQueue(queueUrl, client), source: messageQueue(source, client) };
}
