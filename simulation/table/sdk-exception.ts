import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
  ThrottlingException,
} from "@aws-sdk/client-dynamodb";
import { ServiceError } from "#local/service.ts";
import { isRecord } from "#local/services/request/record.ts";

const classes = {
  ConditionalCheckFailedException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
  ThrottlingException,
};
const classOf = new Map(Object.entries(classes));

/**
 * A service's error as a DynamoDB client throws it: of the SDK's own class, which callers ask for. What is no service's error, such as a
 * broken connection, is left as it is.
 */
export function sdkException(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DynamoDBServiceException) return error;
  const answer = answerOf(error);
  if (!answer) return error;
  const { name, message } = error;
  const { httpStatusCode, fields } = answer;
  const $metadata = { httpStatusCode, attempts: 1, totalRetryDelay: 0 };
  const exception = classOf.get(name);
  if (exception) return new exception({ ...fields, message, $metadata });
  const $fault = httpStatusCode >= 500 ? "server" : "client";
  return Object.assign(new DynamoDBServiceException({ name, message, $fault, $metadata }), fields);
}

interface Answer {
  readonly httpStatusCode: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a service said beside name and message; an error that looks like the SDK's has it as members of its own. */
function answerOf(error: Error): Answer | undefined {
  if (error instanceof ServiceError) return { httpStatusCode: error.status, fields: error.fields };
  const { $metadata, $fault: _fault, ...fields }: Readonly<Record<string, unknown>> = { ...error };
  if (!isRecord($metadata)) return undefined;
  const { httpStatusCode } = $metadata;
  return { httpStatusCode: typeof httpStatusCode === "number" ? httpStatusCode : 400, fields };
}
