import type { ServiceError } from "../../service.ts";
import { invalidParameter } from "./errors.ts";

/** A message stays in flight 12 hours at most, counted from its receive. */
export const visibilitySecondsMax = 43_200;

export function notChangeable(handle: string, totalSeconds?: number): ServiceError {
  const reason =
    totalSeconds === undefined
      ? "Message does not exist or is not available for visibility timeout change."
      : `Total VisibilityTimeout for the message is beyond the limit [${visibilitySecondsMax} seconds].`;
  return invalidParameter(`Value ${handle} for parameter ReceiptHandle is invalid. Reason: ${reason}`);
}
