import type { Branch } from "./branch.ts";
import type { StateFailure } from "./errors.ts";
import type { Payload } from "./payload.ts";
import type { Resource } from "./resources.ts";
import { untruncated } from "./run.ts";

/** Records the life of one task attempt in the history. */
export interface TaskEvents {
  scheduled(input: Payload, timeoutSeconds: number | undefined): void;
  succeeded(output: Payload): void;
  failed(failure: StateFailure): void;
}

/** The events of a task's family: `LambdaFunction…` for a function ARN, `Task…` for every integration. */
export function taskEvents(branch: Branch, task: Extract<Resource, { readonly kind: "supported" }>): TaskEvents {
  return task.family === "lambda" ? lambdaEvents(branch, task.resource) : integrationEvents(branch, task);
}

function lambdaEvents(branch: Branch, resource: string): TaskEvents {
  return {
    scheduled: (input, timeoutInSeconds) => {
      const details = { resource, input: input.text, inputDetails: untruncated };
      branch.record(
        "LambdaFunctionScheduled",
        timeoutInSeconds === undefined ? details : { ...details, timeoutInSeconds },
      );
      branch.record("LambdaFunctionStarted");
    },
    succeeded: (output) =>
      branch.record("LambdaFunctionSucceeded", { output: output.text, outputDetails: untruncated }),
    failed: (failure) => branch.record(`LambdaFunction${ending(failure)}`, texts(failure)),
  };
}

function integrationEvents(
  branch: Branch,
  { resourceType, resource }: { readonly resourceType: string; readonly resource: string },
): TaskEvents {
  const task = { resourceType, resource };
  return {
    scheduled: (input, timeoutInSeconds) => {
      const details = { ...task, region: branch.execution.identity.region, parameters: input.text };
      branch.record("TaskScheduled", timeoutInSeconds === undefined ? details : { ...details, timeoutInSeconds });
      branch.record("TaskStarted", task);
    },
    succeeded: (output) => branch.record("TaskSucceeded", { ...task, output: output.text, outputDetails: untruncated }),
    failed: (failure) => branch.record(`Task${ending(failure)}`, { ...task, ...texts(failure) }),
  };
}

function ending({ error }: StateFailure): "TimedOut" | "Failed" {
  return error === "States.Timeout" ? "TimedOut" : "Failed";
}

function texts({ error, cause }: StateFailure): { readonly error?: string; readonly cause?: string } {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}
