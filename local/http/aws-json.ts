import { type Protocol, type RawRequest, type Service, ServiceError } from "../service.ts";
import type { Dialect, OperationCall } from "./dialect.ts";
import { readJsonBody, writeJsonBody } from "./json-body.ts";
import { jsonError } from "./json-error.ts";
import { unknownOperation } from "./unknown.ts";

/**
 * AWS JSON 1.0 and 1.1: one path, the operation in `X-Amz-Target`, instants in epoch seconds.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function awsJson(service: Service, protocol: Extract<Protocol, { kind: "aws-json" }>): Dialect {
  const contentType = `application/x-amz-json-${protocol.version}`;
  return {
    read: (request) => read(service, protocol.targetPrefix, request),
    answer: (_call, output) => ({
      status: 200,
      headers: { "content-type": contentType },
      body: writeJsonBody(output, "epoch-seconds"),
    }),
    fail: (error) => {
      const fault = error.status >= 500 ? "Receiver" : "Sender";
      const headers = protocol.queryErrors ? { "x-amzn-query-error": `${error.name};${fault}` } : {};
      return jsonError(error, contentType, "epoch-seconds", headers);
    },
  };
}

function read(service: Service, targetPrefix: string, request: RawRequest): OperationCall {
  const target = request.headers["x-amz-target"] ?? "";
  const dot = target.lastIndexOf(".");
  if (target.slice(0, dot) !== targetPrefix) {
    const wanted = `X-Amz-Target wanted: "${targetPrefix}.<operation>"`;
    throw new ServiceError(
      "UnknownOperationException",
      400,
      `Cannot serve ${service.name}: X-Amz-Target is "${target}", ${wanted}`,
    );
  }
  const operation = target.slice(dot + 1);
  if (!Object.hasOwn(service.operations, operation)) throw unknownOperation(service, operation, 400);
  return { operation, input: readJsonBody(request.body) };
}
