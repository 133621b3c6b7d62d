import type { Blueprint } from "#simulation/blueprint.ts";
import type { Happening } from "#simulation/happening.ts";

/** What a system's workflows tell about themselves, as their state machines are set: it has a price. */
export interface WorkflowWatch {
  /** Which events of the history go to a log: all of them, those that tell of a failure, or none. */
  readonly logged: "all" | "errors" | "none";
  /** Whether executions are traced by X-Ray. */
  readonly traced: boolean;
}

/** @throws a log level whose price is not known here */
export function workflowWatch({ stateMachines }: Pick<Blueprint, "stateMachines">): WorkflowWatch {
  const [settings] = stateMachines;
  const { level = "OFF" } = (settings?.loggingConfiguration ?? {}) as { readonly level?: string };
  const { enabled = false } = (settings?.tracingConfiguration ?? {}) as { readonly enabled?: boolean };
  const logged = loggedAt[level];
  if (!logged) throw new Error(`Cannot meter a workflow that logs at level "${level}": ALL, ERROR or OFF is wanted`);
  return { logged, traced: enabled };
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level (read 2026-12-01) */
const loggedAt: Readonly<Record<string, WorkflowWatch["logged"]>> = { ALL: "all", ERROR: "errors", OFF: "none" };

/** Whether a history event of level ERROR or FATAL is written: for each try of a task that fails, and for an execution that does. */
export function tellsOfFailure(happening: Happening): boolean {
  if (happening.kind === "task") return happening.error !== undefined;
  return happening.kind === "execution" && (happening.status === "FAILED" || happening.status === "TIMED_OUT");
}
