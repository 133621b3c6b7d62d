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
  what: "one principal's branch of the map ends in an error that nobody retries",
  concerns: ({ stateName }) => stateName === "Start or join investigation",
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

const retriesExhausted: FaultKind = {
  name: "retries-exhausted",
  row: 53,
  what: "a function cannot be invoked any more, from one of its invocations on until faults stop: its retries run out",
  arm: ({ chance, intensity, strike }) => {
    const gone = new Set<string>();
    return {
      hooks: {
        task(task) {
          const happens = chance.happens(intensity / 4);
          if (!isFunction(task)) return undefined;
          if (happens) gone.add(task.stateName);
          if (!gone.has(task.stateName) || !strike(`workflow:${task.stateName}`)) return undefined;
          return { refuse: lambdaError("ServiceException") };
        },
      },
    };
  },
};

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
