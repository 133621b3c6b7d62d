import type { History } from "../../engine/history.ts";
import type { StateMachine } from "./state-machine.ts";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** An execution as the service knows it. Input and output stay text; nothing else of the data is kept but the history. */
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

/** Whether an execution could be redriven, in the words of the service. */
export function redriveOf({ status }: ExecutionRecord): {
  readonly redriveStatus: "REDRIVABLE" | "NOT_REDRIVABLE";
  readonly redriveStatusReason?: string;
} {
  if (status !== "RUNNING" && status !== "SUCCEEDED") return { redriveStatus: "REDRIVABLE" };
  return {
    redriveStatus: "NOT_REDRIVABLE",
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
