import { describe, expect, it } from "vitest";
import { sdkCall } from "#adapters/sdk-call.ts";
import { sdkError } from "./fake-client.ts";

type Case = readonly [error: Error, expected: string];
const cases: readonly Case[] = [
  ...[
    "ExecutionLimitExceeded",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
  ].map((name): Case => [sdkError(name), "Throttled"]),
  [sdkError("SomethingNew", 429), "Throttled"],
  ...["AccessDenied", "AccessDeniedException", "InvalidAccessException", "InvalidClientTokenId"].map(
    (name): Case => [sdkError(name, 403), "SetupFault"],
  ),
  ...["UnrecognizedClientException", "QueueDoesNotExist", "StateMachineDeleting", "StateMachineDoesNotExist"].map(
    (name): Case => [sdkError(name), "SetupFault"],
  ),
  // The credentials of a Lambda are renewed while it works, and clocks are set right.
  ...[
    "CredentialsProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "RequestTimeout",
    "RequestTimeoutException",
    "TimeoutError",
    "TransactionConflictException",
  ].map((name): Case => [sdkError(name), "ServiceUnavailable"]),
  ...[500, 502, 503, 504].map((status): Case => [sdkError("InternalError", status), "ServiceUnavailable"]),
  ...["EAI_AGAIN", "ECONNRESET", "EHOSTUNREACH", "EPIPE", "ETIMEDOUT"].map(
    (code): Case => [sdkError("Error", 0, { code }), "ServiceUnavailable"],
  ),
  ...["ValidationException", "ResourceNotFoundException", "ConditionalCheckFailedException", "TypeError"].map(
    (name): Case => [sdkError(name), name],
  ),
];

describe("sdkCall()", () => {
  it.each(cases)("throws for %o: %s", async (error, expected) => {
    await expect(sdkCall("service:Call", () => Promise.reject(error))).rejects.toMatchObject({ name: expected });
  });

  it("answers what the call answers", async () => {
    expect(await sdkCall("service:Call", async () => 1)).toBe(1);
  });
});
