import type { LambdaFunction } from "../lambda/function.ts";
import type { InvokeAnswer, LambdaRuntime } from "../lambda/runtime.ts";
import { type CallContext, type RawRequest, type RawResponse, type Service, ServiceError } from "../service.ts";

/** The largest payload of a synchronous invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const invokePayloadBytesMax = 6 * 1024 * 1024;

/**
 * AWS Lambda, as far as callers of functions need it: Invoke, GetFunction, GetFunctionConfiguration.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaService(runtime: LambdaRuntime): Service {
  return {
    name: "Lambda",
    signingName: "lambda",
    protocol: { kind: "raw", handle: (request, call) => handle(runtime, request, call) },
    operations: {
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
    },
  };
}

async function handle(runtime: LambdaRuntime, request: RawRequest, _call: CallContext): Promise<RawResponse> {
  const [, name = "", rest] =
    /^\/2015-03-31\/functions\/([^/]+)(?:\/(invocations|configuration))?$/.exec(request.path) ?? [];
  const functionName = decodeURIComponent(name);
  if (request.method === "POST" && rest === "invocations") return invocation(runtime, functionName, request);
  const lambda =
    request.method === "GET" && name !== "" && rest !== "invocations" ? found(runtime, functionName) : undefined;
  if (!lambda)
    throw new ServiceError(
      "UnknownOperationException",
      404,
      `Cannot serve Lambda ${request.method} ${request.path}: the local AWS does not have this operation, see local/SUPPORT.md`,
    );
  if (rest === "configuration") return json("GetFunctionConfiguration", configurationOf(lambda));
  return json("GetFunction", functionOf(runtime, functionName));
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
export async function invokeNamed(
  runtime: LambdaRuntime,
  functionName: string,
  payload: string,
): Promise<InvokeAnswer> {
  const lambda = found(runtime, functionName);
  const bytes = Buffer.byteLength(payload);
  if (bytes > invokePayloadBytesMax)
    throw new ServiceError(
      "RequestTooLargeException",
      413,
      `Request must be smaller than ${invokePayloadBytesMax} bytes for the InvokeFunction operation`,
    );
  return runtime.invoke(lambda, payload);
}

function found(runtime: LambdaRuntime, functionName: string): LambdaFunction {
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
});

const json = (operation: string, body: object): RawResponse => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
  operation,
});
