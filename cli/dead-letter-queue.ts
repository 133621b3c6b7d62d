import { type DeadLetter, deadLetterOf } from "#domain/dead-letter.ts";
import { textAt } from "#domain/json.ts";
import type { Cloud } from "#local/cloud.ts";

/** Everything in the dead-letter queue of the deployed stack, left where it is. */
export async function readDeadLetters(cloud: Cloud): Promise<readonly DeadLetter[]> {
  const { SQS } = cloud.services;
  const answer = await SQS.operations["GetQueueAttributes"]?.(
    { QueueUrl: cloud.outputs["DeadLetterQueueUrl"], AttributeNames: ["QueueArn"] },
    { region: cloud.region, accountId: cloud.accountId },
  );
  const letters = SQS.peek(textAt(answer, "Attributes", "QueueArn") ?? "");
  return letters.map(({ messageId, body, attributes, messageAttributes }) => {
    const sourceArn = attributes["DeadLetterQueueSourceArn"];
    const errorCode = textAt(messageAttributes, "ERROR_CODE", "StringValue");
    return deadLetterOf({
      messageId,
      body,
      sentAt: Number(attributes["SentTimestamp"]),
      attributes: errorCode === undefined ? {} : { ERROR_CODE: errorCode },
      ...(sourceArn !== undefined && { sourceArn }),
    });
  });
}
