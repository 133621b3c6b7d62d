import { memberOf } from "#local/services/request/record.ts";
import type { Request } from "../../wire.ts";

/** Whether a function asks to have something put into the dead-letter queue. */
export function isDeadLetterSend({ service, operation, input }: Request): boolean {
  if (service !== "SQS" || operation !== "SendMessageBatch") return false;
  return String(memberOf(input, "QueueUrl")).includes("DeadLetter");
}
