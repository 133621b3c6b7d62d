import type { Variables } from "./branch.ts";
import { StateFailure } from "./errors.ts";
import { exceedsBytes, variableBytesMax } from "./limits.ts";
import type { Visit } from "./visit.ts";

/**
 * Holds an evaluated `Assign` to the size limit of one variable and of one state's variables.
 * @throws {StateFailure} States.DataLimitExceeded
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function checkVariables(visit: Visit, values: Variables): Variables {
  if (!exceedsBytes(JSON.stringify(values), variableBytesMax)) return values;
  const cause = `The variables assigned in the state '${visit.stateName}' exceed the limit of ${variableBytesMax} bytes.`;
  throw new StateFailure("States.DataLimitExceeded", cause, "name");
}
