import { ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";

const throttling = new Set([
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
]);

const needsAPerson = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "InvalidAccessException",
  "InvalidClientTokenId",
  "NoSuchBucket",
  "QueueDoesNotExist",
  "StateMachineDeleting",
  "StateMachineDoesNotExist",
  "UnrecognizedClientException",
]);

// Credentials are renewed while a function works, clocks are set right, and two writes rarely meet twice.
const passing = new Set([
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "RequestTimeout",
  "RequestTimeoutException",
  "TimeoutError",
  "TransactionConflictException",
]);

const brokenConnection = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

const messageLengthMax = 300;

/**
 * Makes one SDK call and turns the failures that every service has into ours; any other error passes untouched.
 * @param operation as IAM writes it, e.g. `detective:GetInvestigation`
 * @throws {Throttled} {ServiceUnavailable} {SetupFault}
 */
export async function sdkCall<T>(operation: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw sdkFailure(operation, error) ?? error;
  }
}

/** What an SDK error means for us; undefined when every service has it for itself. */
export function sdkFailure(operation: string, error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = httpStatusOf(error);
  if (throttling.has(error.name) || status === 429) return new Throttled(operation, { cause: error });
  if (needsAPerson.has(error.name)) return new SetupFault(operation, explanationOf(error), { cause: error });
  if (status >= 500 || passing.has(error.name) || isBrokenConnection(error))
    return new ServiceUnavailable(operation, { cause: error });
  return undefined;
}

/** The `name` of an SDK error: what tells one failure from another. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function explanationOf(error: Error): string {
  return `${error.name}: ${error.message}`.slice(0, messageLengthMax);
}

function httpStatusOf(error: Error): number {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const status = metadata && typeof metadata === "object" && "httpStatusCode" in metadata && metadata.httpStatusCode;
  return typeof status === "number" ? status : 0;
}

function isBrokenConnection(error: Error): boolean {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && brokenConnection.has(code);
}
