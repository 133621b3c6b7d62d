import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import type { ObservedCall } from "#local/http/observed-call.ts";
import { LambdaRuntime } from "#local/lambda/runtime.ts";
import { lambdaService } from "#local/services/lambda.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aFunction } from "../lambda/a-function.ts";

const clock = new VirtualClock(Date.UTC(2026, 4, 1));
const observed: ObservedCall[] = [];
let front: Front;
let runtime: LambdaRuntime;

beforeAll(async () => {
  runtime = new LambdaRuntime({
    clock,
    sharedClock: clock.shared,
    region: "eu-west-1",
    endpointUrl: "http://127.0.0.1:9",
  });
  const source = `export const handler = async (event) => {
    if (event.fail) throw new RangeError("no"); return { got: event, at: Date.now() } }`;
  runtime.register(aFunction(source));
  const world = { clock, partition: "aws", accountId: "111122223333", region: "eu-west-1" };
  front = await startFront({ world, services: [lambdaService(world, runtime)], onCall: (call) => observed.push(call) });
});
beforeEach(() => {
  observed.length = 0;
});
afterAll(async () => {
  await runtime.close();
  await front.close();
});

// The SDK's Lambda client is no dependency: these are its requests.
const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> => {
  const authorization = "AWS4-HMAC-SHA256 Credential=A/20260501/eu-west-1/lambda/aws4_request, Signature=x";
  return fetch(`${front.url}/2015-03-31/functions/${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
};

describe("lambdaService()", () => {
  it("invokes a function and answers its payload", async () => {
    const response = await send("POST", "subject/invocations", '{"a":1}');
    expect(response.status).toBe(200);
    expect(response.headers.get("x-amz-function-error")).toBeNull();
    expect(await response.json()).toEqual({ got: { a: 1 }, at: clock.now() });
    expect(observed).toMatchObject([{ service: "Lambda", operation: "Invoke", region: "eu-west-1", input: { a: 1 } }]);
  });

  it("tells a function error by header", async () => {
    const response = await send(
      "POST",
      `${encodeURIComponent("arn:aws:lambda:eu-west-1:111122223333:function:subject")}/invocations`,
      '{"fail":true}',
    );
    expect(response.headers.get("x-amz-function-error")).toBe("Unhandled");
    expect(await response.json()).toMatchObject({ errorType: "RangeError", errorMessage: "no" });
  });

  it.each([
    ["an unknown function", "other/invocations", "{}", {}, 404, "ResourceNotFoundException"],
    ["a payload that is no JSON", "subject/invocations", "{", {}, 400, "InvalidRequestContentException"],
    [
      "a payload over 6 MB",
      "subject/invocations",
      JSON.stringify("x".repeat(6_300_000)),
      {},
      413,
      "RequestTooLargeException",
    ],
    [
      "an asynchronous invocation",
      "subject/invocations",
      "{}",
      { "x-amz-invocation-type": "Event" },
      400,
      "InvalidParameterValueException",
    ],
    ["another operation", "subject/concurrency", "{}", {}, 404, "UnknownOperationException"],
  ])("refuses %s", async (_, path, body, headers, status, name) => {
    const response = await send("POST", path, body, headers);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([status, name]);
  });

  it("describes a function", async () => {
    expect(await (await send("GET", "subject/configuration")).json()).toMatchObject({
      FunctionName: "subject",
      Timeout: 1_000_000,
    });
    expect(await (await send("GET", "subject")).json()).toMatchObject({ Configuration: { Handler: "index.handler" } });
  });
});
