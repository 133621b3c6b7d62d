import { errorStatus, plannableErrors, plannableOperations } from "./plannable.ts";
import { principalKey } from "./principal-arn.ts";
import type { Problems } from "./problems.ts";
import type { Behaviour, PlannedError } from "./shape.ts";

export function checkErrors(value: unknown, path: string, problems: Problems): readonly PlannedError[] {
  return problems.list(value, path).flatMap((item, at) => checkError(item, `${path}[${at}]`, problems) ?? []);
}

function checkError(value: unknown, path: string, problems: Problems): PlannedError | undefined {
  const plan = problems.object(value, path, ["operation", "name", "times", "lost"]);
  const operation = problems.choice(plan["operation"], `${path}.operation`, plannableOperations);
  const name = operation && problems.choice(plan["name"], `${path}.name`, plannableErrors(operation));
  const times = plan["times"] ?? 1;
  if (typeof times !== "number" || !Number.isInteger(times) || times < 1) {
    problems.add(`${path}.times`, times, "a whole number, 1 or more");
    return undefined;
  }
  const lost = plan["lost"] ?? false;
  if (typeof lost !== "boolean") problems.add(`${path}.lost`, lost, "true or false");
  if (lost === true && name && errorStatus(name) === undefined) {
    problems.add(`${path}.lost`, lost, `false: "${name}" is an answer about one finding, which cannot be lost alone`);
  }
  return operation && name ? { operation, name, times, lost: lost === true } : undefined;
}

/** Hands out the planned errors of a behaviour, each as often as planned. */
export interface PlannedErrors {
  /** The error for this call of the operation about the principal; counts it down. */
  next(operation: string, principalArn: string): PlannedError | undefined;
  /** The principals for which an error of the operation is still to come. */
  principals(operation: string): readonly string[];
}

export function plannedErrors(behaviour: Behaviour): PlannedErrors {
  const left = [...behaviour.principals].flatMap(([arn, { errors = [] }]) =>
    errors.map((error) => ({ arn, key: principalKey(arn), error, times: error.times })),
  );
  return {
    next(operation, principalArn) {
      const key = principalKey(principalArn);
      const plan = left.find((plan) => plan.times > 0 && plan.key === key && plan.error.operation === operation);
      if (plan) plan.times -= 1;
      return plan?.error;
    },
    principals(operation) {
      const open = left.filter((plan) => plan.times > 0 && plan.error.operation === operation);
      return [...new Set(open.map((plan) => plan.arn))];
    },
  };
}
