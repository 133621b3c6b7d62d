/** Operations an error can be planned for: those that concern a principal. */
const detectiveOperations = ["StartInvestigation", "GetInvestigation", "ListIndicators", "ListInvestigations"] as const;
const securityHubOperations = ["GetFindings", "BatchUpdateFindings", "BatchImportFindings"] as const;
export const plannableOperations = [...detectiveOperations, ...securityHubOperations] as const;
export type PlannableOperation = (typeof plannableOperations)[number];

/** What every AWS endpoint may answer before a service sees the request. */
const gatewayErrors: Readonly<Record<string, number>> = {
  ExpiredTokenException: 403,
  RequestTimeoutException: 408,
  ServiceUnavailable: 503,
  ServiceUnavailableException: 503,
  ThrottlingException: 400,
  UnrecognizedClientException: 403,
};

const detectiveErrors: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
  ValidationException: 400,
};

const securityHubErrors: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InternalException: 500,
  InvalidAccessException: 401,
  InvalidInputException: 400,
  LimitExceededException: 429,
};

/** Codes of UnprocessedFindings: the call succeeds, the finding does not. */
export const unprocessedCodes: Readonly<Record<string, string>> = {
  ConcurrentUpdateError: "Concurrent finding updates detected",
  DuplicatedFindingIdentifier: "Finding Identifier is duplicated",
  FindingNotFound: "Finding Not Found",
  FindingSizeExceeded: "Finding size exceeded 240 KB",
  InternalFailure: "Internal service failure",
  InvalidInput: "Invalid Input",
};

/** The names of the errors an operation can be made to answer. */
export function plannableErrors(operation: PlannableOperation): readonly string[] {
  const isDetective = detectiveOperations.some((name) => name === operation);
  const modelled = Object.keys(isDetective ? detectiveErrors : securityHubErrors);
  const codes = operation === "BatchUpdateFindings" ? Object.keys(unprocessedCodes) : [];
  return [...modelled, ...Object.keys(gatewayErrors), ...codes];
}

/** HTTP status of an error; undefined for the codes of UnprocessedFindings, which come with a success. */
export function errorStatus(name: string): number | undefined {
  return detectiveErrors[name] ?? securityHubErrors[name] ?? gatewayErrors[name];
}
