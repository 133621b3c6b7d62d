import type { LambdaFunction } from "#local/lambda/function.ts";
import { failureOf, type LambdaFailure } from "#local/lambda/lambda-failure.ts";

/** As the runtime tells it, but for the stack: where the code lies on this machine must not show in a run. */
export function failureIn(error: unknown): LambdaFailure {
  return { ...failureOf(error), trace: [] };
}

export function timeOut(requestId: string, { timeoutSeconds }: LambdaFunction): LambdaFailure {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { errorType: "Sandbox.Timedout", errorMessage };
}
