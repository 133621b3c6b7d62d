import type { Standing } from "../../engine/engine.ts";
import type { History } from "../../engine/history.ts";
import type { StateMachine } from "./state-machine.ts";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** An execution as the service knows it. Input and output stay text; but for the history, no other data is kept of one that succeeded. */
export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly stateMachine: StateMachine;
  readonly input: string;
  readonly startedAtMs: number;
  readonly history: History;
  status: ExecutionStatus;
  stoppedAtMs: number | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  redriveCount: number;
  redrivenAtMs: number | undefined;
  /** What a redrive goes on from; set while the execution is FAILED, TIMED_OUT or ABORTED. */
  standing: Standing | undefined;
  /** States entered so far, retries counted again. */
  stateTransitions: () => number;
  /** Stops a running execution and resolves when it has come to rest. */
  stop: (error?: string, cause?: string) => Promise<void>;
}

/** Days that a closed execution, its history and its name are kept. */
const retentionDays = 90;

/** Whether an execution still exists for the API. */
export function isRetained(record: ExecutionRecord, nowMs: number): boolean {
  return record.stoppedAtMs === undefined || nowMs < record.stoppedAtMs + retentionDays * 86_400_000;
}

/** Days after its end that an execution can be redriven. */
const redrivableDays = 14;
/** Events from which on a history has no room for a redrive. */
const redrivableEventsMax = 24_999;
const openDaysMax = 365;

/**
 * Whether an execution could be redriven, in the words of the service.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html (read 2026-11-20)
 */
export function redriveOf(
  record: ExecutionRecord,
  nowMs: number,
): {
  readonly redriveStatus: "REDRIVABLE" | "NOT_REDRIVABLE";
  readonly redriveStatusReason?: string;
} {
  const redriveStatusReason = obstacle(record, nowMs);
  return redriveStatusReason === undefined
    ? { redriveStatus: "REDRIVABLE" }
    : { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason };
}

function obstacle({ status, stoppedAtMs, startedAtMs, history }: ExecutionRecord, nowMs: number): string | undefined {
  if (stoppedAtMs === undefined || status === "RUNNING" || status === "SUCCEEDED") {
    return `Execution is ${status} and cannot be redriven`;
  }
  if (history.length >= redrivableEventsMax) return "Execution history event limit exceeded";
  if (nowMs >= startedAtMs + openDaysMax * 86_400_000) return "Execution has exceeded the max execution time";
  if (nowMs >= stoppedAtMs + redrivableDays * 86_400_000) return "Execution redrivable period exceeded";
  return undefined;
}
