import { listAt, textAt } from "#domain/json.ts";
import { ServiceError } from "#local/service.ts";
import type { WorkflowTask } from "../../hooks.ts";
import type { FaultKind } from "../fault-kind.ts";
import { taskFault } from "./task-fault.ts";

const isFunction = ({ resource }: WorkflowTask) => resource.includes(":lambda:");

const transitionsThrottled = taskFault({
  name: "transitions-throttled",
  row: 47,
  what: "the account's state transitions are used up: a task is taken up only after up to half a minute",
  concerns: () => true,
  fate: (chance) => ({ delayMs: chance.integer(100, 30_000) }),
});

const branchFails = taskFault({
  name: "branch-fails",
  row: 52,
  what: "one group's branch of the map begins with an error that nobody retries",
  concerns: ({ stateName }) => stateName === "Start or join each principal",
  fate: () => ({ refuse: new ServiceError("ResourceNotFoundException", 404, "Function not found") }),
});

const passing = [
  "ServiceException",
  "AWSLambdaException",
  "SdkClientException",
  "ClientExecutionTimeoutException",
  "TooManyRequestsException",
] as const;

const lambdaErrors = taskFault({
  name: "lambda-errors",
  row: 53,
  what: "Lambda fails to invoke a function, with any of the errors that it documents as passing",
  concerns: isFunction,
  fate: (chance) => ({ refuse: lambdaError(chance.pick(passing)) }),
});

const lasting = ["EC2AccessDeniedException", "InvalidRuntimeException", "RequestTooLargeException"] as const;

const lambdaRefuses = taskFault({
  name: "lambda-refuses",
  row: 53,
  what: "Lambda refuses to invoke a function, with an error that no retry names",
  concerns: isFunction,
  fate: (chance) => ({ refuse: lambdaError(chance.pick(lasting)) }),
});

/** Each of these steps is tried 32 times; so many of them tell all that there is to tell. */
const stepsGoneMax = 4;

const retriesExhausted: FaultKind = {
  name: "retries-exhausted",
  row: 53,
  what: "some steps of executions cannot invoke their function, from their first try on until faults stop: their retries run out",
  // Each to its last try, and once more after a redrive.
  strikesMax: 2 * 32 * stepsGoneMax,
  arm: ({ chance, intensity, strike }) => {
    const seen = new Set<string>();
    const gone = new Set<string>();
    return {
      hooks: {
        task(task) {
          const happens = chance.happens(intensity);
          if (!isFunction(task)) return undefined;
          const step = stepOf(task);
          if (happens && !seen.has(step) && gone.size < stepsGoneMax) gone.add(step);
          seen.add(step);
          if (!gone.has(step) || !strike(`workflow:${task.stateName}`)) return undefined;
          return { refuse: lambdaError("ServiceException") };
        },
      },
    };
  },
};

/** A state of an execution at work on a principal or on a group: the same at each try. */
function stepOf({ stateName, input }: WorkflowTask): string {
  const principals = listAt(input, "principals").map((one) => textAt(one, "arn"));
  return [stateName, textAt(input, "executionArn"), textAt(input, "arn"), ...principals].join(" ");
}

function lambdaError(name: string): ServiceError {
  return new ServiceError(name, 500, "Lambda could not invoke the function");
}

export const taskFaults: readonly FaultKind[] = [
  transitionsThrottled,
  branchFails,
  lambdaErrors,
  lambdaRefuses,
  retriesExhausted,
];
