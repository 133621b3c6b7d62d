import { parseArn } from "./arn.ts";
import { textAt, valueAt } from "./json.ts";
import { type Rejection, rejection } from "./rejection.ts";

const failures = ["FAILED", "TIMED_OUT", "ABORTED"] as const;

/** An execution that ended without doing its work. */
export interface ExecutionEnded {
  readonly kind: "execution-ended";
  readonly executionArn: string;
  readonly status: (typeof failures)[number];
  /** JSON text; undefined when the event left it out for its size. */
  readonly input: string | undefined;
}

/**
 * Reads the detail of a `Step Functions Execution Status Change`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export function readExecutionEnded(
  detail: unknown,
): ExecutionEnded | { readonly kind: "rejected"; readonly rejection: Rejection } {
  const executionArn = textAt(detail, "executionArn");
  const status = failures.find((failure) => failure === valueAt(detail, "status"));
  if (executionArn === undefined || parseArn(executionArn)?.service !== "states") {
    return refused("it names no execution, the ARN of one is wanted");
  }
  if (status === undefined) return refused(`its status is none of ${failures.join(", ")}, one of these is wanted`);
  return { kind: "execution-ended", executionArn, status, input: textAt(detail, "input") };
}

function refused(state: string) {
  const message = `Cannot read the status change of an execution: ${state}`;
  return { kind: "rejected" as const, rejection: rejection("unknown-event", message) };
}
