import type { LambdaFunction } from "./function.ts";
import type { ContextData } from "./message.ts";
import type { Outcome } from "./worker-thread.ts";

/** An invocation that waits for a free worker, or runs. */
export interface Invocation {
  readonly lambda: LambdaFunction;
  readonly requestId: string;
  readonly payload: string;
  readonly settle: (outcome: Outcome) => void;
}

export const contextDataOf = ({ lambda, requestId }: Invocation, nowMs: number): ContextData => ({
  awsRequestId: requestId,
  functionName: lambda.name,
  invokedFunctionArn: lambda.arn,
  memoryLimitInMB: String(lambda.memoryMb),
  deadlineMs: nowMs + lambda.timeoutSeconds * 1000,
});
