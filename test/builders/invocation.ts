import type { Invocation } from "#domain/ports.ts";

/** A running invocation with a minute left. */
export function anInvocation(overrides: Partial<Invocation> = {}): Invocation {
  return {
    awsRequestId: "c6af9ac6-7b61-4c1e-8d3a-000000000001",
    functionName: "gumshoe-function",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:gumshoe-function",
    memoryLimitInMB: "512",
    getRemainingTimeInMillis: () => 60_000,
    ...overrides,
  };
}
