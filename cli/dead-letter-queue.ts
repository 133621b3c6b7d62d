import { textAt } from "#domain/json.ts";
import type { Cloud } from "#local/cloud.ts";
import { type DeadLetter, deadLetterOf } from "./dead-letters.ts";

/** Everything in the dead-letter queue of the deployed stack, left where it is. */
export async function readDeadLetters(cloud: Cloud): Promise<readonly DeadLetter[]> {
  const { SQS } = cloud.services;
  const answer = await SQS.operations["GetQueueAttributes"]?.(
    { QueueUrl: cloud.outputs["DeadLetterQueueUrl"], AttributeNames: ["QueueArn"] },
    { region: cloud.region, accountId: cloud.accountId },
  );
  return SQS.peek(textAt(answer, "Attributes", "QueueArn") ?? "").map(({ body, messageAttributes }) =>
    deadLetterOf(body, textAt(messageAttributes, "ERROR_CODE", "StringValue")),
  );
}
