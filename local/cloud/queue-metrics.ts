import { ServiceError, type World } from "../service.ts";
import type { CloudWatchDeps } from "../services/cloudwatch.ts";
import type { PeekedMessage, Sqs } from "../services/sqs/sqs.ts";

/**
 * The metrics of SQS that operators look at, read from the queues as they stand.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function queueMetrics({ partition, clock }: World, sqs: Sqs): CloudWatchDeps["read"] {
  return ({ namespace, metric, dimensions }, { region, accountId }) => {
    const name = dimensions["QueueName"];
    if (namespace !== "AWS/SQS" || name === undefined) return undefined;
    const messages = messagesOf(sqs, `arn:${partition}:sqs:${region}:${accountId}:${name}`);
    if (metric === "ApproximateAgeOfOldestMessage") return messages && oldestSeconds(messages, clock.now());
    return metric === "ApproximateNumberOfMessagesVisible" ? messages?.length : undefined;
  };
}

function messagesOf(sqs: Sqs, queueArn: string): readonly PeekedMessage[] | undefined {
  try {
    return sqs.peek(queueArn);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function oldestSeconds(messages: readonly PeekedMessage[], nowMs: number): number {
  const sentMs = messages.map(({ attributes }) => Number(attributes["SentTimestamp"]));
  return Math.max(0, Math.floor((nowMs - Math.min(nowMs, ...sentMs)) / 1000));
}
