import { exceedsBytes } from "../engine/limits.ts";
import type { EventSource } from "../event-source-mapping.ts";
import { readJsonBody } from "../http/json-body.ts";
import type { LambdaFunction } from "../lambda/function.ts";
import type { Invocables, InvokeAnswer, LambdaRuntime } from "../lambda/runtime.ts";
import {
  type CallContext,
  type RawRequest,
  type RawResponse,
  type Service,
  ServiceError,
  type World,
} from "../service.ts";
import { EventSourceMappings } from "./lambda/event-source-mappings.ts";
import { lambdaRoute } from "./lambda/routes.ts";

/** The largest payload of a synchronous invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const invokePayloadBytesMax = 6 * 1024 * 1024;

export interface Lambda extends Service {
  /** Makes an event source mapping known. */
  addEventSource(uuid: string, source: EventSource): void;
}

/**
 * AWS Lambda, as far as callers and operators of functions need it.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaService(world: World, runtime: LambdaRuntime): Lambda {
  const mappings = new EventSourceMappings(world);
  const operations = { ...functionOperations(runtime), ...mappings.operations() };
  return {
    name: "Lambda",
    signingName: "lambda",
    protocol: { kind: "raw", handle: (request, call) => handle(runtime, operations, request, call) },
    operations,
    addEventSource: (uuid, source) => mappings.add(uuid, source),
  };
}

function functionOperations(runtime: LambdaRuntime): Service["operations"] {
  return {
    DeleteFunction: ({ FunctionName }: { FunctionName: string }) => {
      runtime.remove(found(runtime, FunctionName));
      return {};
    },
    GetFunction: ({ FunctionName }: { FunctionName: string }) => functionOf(runtime, FunctionName),
    GetFunctionConfiguration: ({ FunctionName }: { FunctionName: string }) =>
      configurationOf(found(runtime, FunctionName)),
    Invoke: async ({ FunctionName, Payload }: { FunctionName: string; Payload?: unknown }) => {
      const answer = await invokeNamed(runtime, FunctionName, JSON.stringify(Payload ?? {}));
      return {
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        Payload: JSON.parse(answer.payload),
        ...(answer.failure ? { FunctionError: "Unhandled" } : {}),
      };
    },
  };
}

async function handle(
  runtime: LambdaRuntime,
  operations: Service["operations"],
  request: RawRequest,
  call: CallContext,
): Promise<RawResponse> {
  const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.path) ?? [];
  if (request.method === "POST" && name) return invocation(runtime, decodeURIComponent(name), request);
  const match = lambdaRoute(request);
  const act = match && operations[match.route.operation];
  if (!match || !act)
    throw new ServiceError(
      "UnknownOperationException",
      404,
      `Cannot serve Lambda ${request.method} ${request.path}: the local AWS does not have this operation, see local/SUPPORT.md`,
    );
  const { operation, status = 200 } = match.route;
  const input = { ...readJsonBody(request.body), ...Object.fromEntries(request.query), ...match.parameters };
  const answer = await act(input, call);
  const body = status === 204 ? {} : { body: JSON.stringify(answer) };
  return { status, headers: { "content-type": "application/json" }, ...body, operation };
}

async function invocation(runtime: LambdaRuntime, functionName: string, request: RawRequest): Promise<RawResponse> {
  const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
  if (type !== "RequestResponse")
    throw new ServiceError(
      "InvalidParameterValueException",
      400,
      `Cannot invoke "${functionName}": invocation type is "${type}", the local AWS only has "RequestResponse"`,
    );
  const answer = await invokeNamed(runtime, functionName, payloadOf(request.body));
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "x-amz-executed-version": "$LATEST",
      ...(answer.failure ? { "x-amz-function-error": "Unhandled" } : {}),
    },
    body: answer.payload,
    operation: "Invoke",
  };
}

/** Invokes a function by name or ARN. @throws {ServiceError} no such function, or a payload over 6 MB */
export async function invokeNamed(runtime: Invocables, functionName: string, payload: string): Promise<InvokeAnswer> {
  const lambda = found(runtime, functionName);
  if (exceedsBytes(payload, invokePayloadBytesMax))
    throw new ServiceError(
      "RequestTooLargeException",
      413,
      `Request must be smaller than ${invokePayloadBytesMax} bytes for the InvokeFunction operation`,
    );
  return runtime.invoke(lambda, payload);
}

function found(runtime: Pick<Invocables, "find">, functionName: string): LambdaFunction {
  const lambda = runtime.find(functionName);
  if (!lambda)
    throw new ServiceError("ResourceNotFoundException", 404, `Function not found: ${functionName}`, { Type: "User" });
  return lambda;
}

function payloadOf(body: Uint8Array): string {
  const text = body.byteLength === 0 ? "{}" : Buffer.from(body).toString("utf8");
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new ServiceError(
      "InvalidRequestContentException",
      400,
      "Could not parse request body into json: the payload is not valid JSON",
      { Type: "User" },
    );
  }
}

const functionOf = (runtime: LambdaRuntime, name: string): object => ({
  Configuration: configurationOf(found(runtime, name)),
  Tags: {},
});

const configurationOf = (lambda: LambdaFunction): object => ({
  FunctionName: lambda.name,
  FunctionArn: lambda.arn,
  Runtime: lambda.runtime,
  Handler: lambda.handler,
  Timeout: lambda.timeoutSeconds,
  MemorySize: lambda.memoryMb,
  Environment: { Variables: lambda.environment },
  State: "Active",
  Version: "$LATEST",
  ...(lambda.roleArn === undefined ? {} : { Role: lambda.roleArn }),
});
