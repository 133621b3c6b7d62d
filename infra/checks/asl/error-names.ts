import { errorNamesIn, rulesIn, type State } from "./machine.ts";

/** The errors of our code, by the names that Step Functions sees. */
export interface OurErrors {
  /** Every error that is thrown. */
  readonly thrown: readonly string[];
  /** Those that nobody retries: they go to a Catch of everything, for a person to mend the cause. */
  readonly fatal: readonly string[];
}

/**
 * What AWS reports of a task.
 * @see docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (read 2026-11-20)
 */
const reportedByAws = new Set([
  ...["ALL", "BranchFailed", "DataLimitExceeded", "HeartbeatTimeout", "IntrinsicFailure", "ItemReaderFailed"].map(
    states,
  ),
  ...["NoChoiceMatched", "Permissions", "QueryEvaluationError", "ResultWriterFailed", "TaskFailed", "Timeout"].map(
    states,
  ),
  ...["AWSLambdaException", "ClientExecutionTimeoutException", "SdkClientException", "ServiceException"].map(lambda),
  ...["TooManyRequestsException", "Unknown"].map(lambda),
  "Runtime.ExitError",
  "Runtime.OutOfMemory",
  "Sandbox.Timedout",
]);

/** Names that nobody throws, and errors that nobody waits for. `States.Runtime` is never caught, so that naming it is a mistake too. */
export function checkErrorNames(
  all: readonly State[],
  { thrown, fatal }: OurErrors,
  says: (state: string, says: string) => void,
): void {
  const named = new Set<string>();
  for (const { name: state, fields } of all) {
    const lists = [rulesIn(fields, "Retry"), rulesIn(fields, "Catch")];
    for (const name of lists.flat().flatMap(errorNamesIn)) {
      named.add(name);
      if (!reportedByAws.has(name) && !thrown.includes(name)) says(state, `waits for ${name}, which nobody throws`);
    }
  }
  for (const name of thrown)
    if (!named.has(name) && !fatal.includes(name)) says("", `nobody waits for ${name}, which is thrown`);
  for (const name of fatal) if (named.has(name)) says("", `${name} is called fatal, and somebody waits for it`);
}

function states(name: string): string {
  return `States.${name}`;
}

function lambda(name: string): string {
  return `Lambda.${name}`;
}
