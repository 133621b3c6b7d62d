import type { Blueprint } from "#simulation/blueprint.ts";
import type { System } from "./system.ts";

/**
 * The product as its template deploys it.
 * @throws {Error} the template has no dead-letter queue
 */
export function gumshoe(blueprint: Blueprint): System {
  const { accountId, region, partition, outputs } = blueprint;
  const queueName = outputs["DeadLetterQueueUrl"]?.split("/").at(-1);
  if (queueName === undefined)
    throw new Error('Cannot find the dead-letter queue: output "DeadLetterQueueUrl" is wanted');
  const deadLetterQueueArn = `arn:${partition}:sqs:${region}:${accountId}:${queueName}`;
  return { blueprint, architecture: "arm64", deadLetterQueueArn };
}
