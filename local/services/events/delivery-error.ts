import { ServiceError } from "../../service.ts";

/** Why a delivery failed, in EventBridge's codes, and whether another try may help. */
export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

const codes: readonly [RegExp, string][] = [
  [/^INVALID_JSON$/, "INVALID_JSON"],
  [/AccessDenied|NotAuthorized|Forbidden/, "NO_PERMISSIONS"],
  [/DoesNotExist|NotFound|NonExistent/, "NO_RESOURCE"],
  [/Invalid|Validation|Missing|Unsupported/, "INVALID_PARAMETER"],
];

/**
 * Sorts an error of a target: missing permission, missing target and malformed calls are final, all else is tried again.
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function deliveryFailure(error: unknown): DeliveryFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ServiceError)) return { code: "UNKNOWN", message, retryable: true };
  if (error.status === 429 || /Throttl|TooManyRequests|LimitExceeded/.test(error.name)) {
    return { code: "THROTTLING", message, retryable: true };
  }
  const code = error.status < 500 ? codes.find(([names]) => names.test(error.name))?.[1] : undefined;
  return code ? { code, message, retryable: false } : { code: "ERROR_FROM_TARGET", message, retryable: true };
}
