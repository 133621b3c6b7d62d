import type { ServiceError } from "../service.ts";
import type { Answer } from "./dialect.ts";
import { writeJsonBody } from "./json-body.ts";

/**
 * An error in AWS's JSON protocols: its name in a header and in the body, its message in both spellings that services use.
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function jsonError(
  error: ServiceError,
  contentType: string,
  timestamps: "iso" | "epoch-seconds",
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = { __type: error.name, message: error.message, Message: error.message, ...error.fields };
  return {
    status: error.status,
    headers: { "content-type": contentType, "x-amzn-errortype": error.name, ...headers },
    body: writeJsonBody(body, timestamps),
  };
}
