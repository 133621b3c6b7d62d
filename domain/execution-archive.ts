import type { ExecutionEvent } from "./execution-event.ts";
import type { Instant } from "./instant.ts";
import type { Execution } from "./ports.ts";

export type ExecutionStatus = Execution["status"];

/** An execution as a listing names it. */
export interface ExecutionListing {
  readonly executionArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly redriveCount: number;
}

/** Everything about an execution but its history. */
export interface ExecutionDetail extends ExecutionListing {
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redrivenAt?: Instant;
  /** Why it cannot be redriven; undefined when it can. */
  readonly notRedrivable?: string;
}

export type Redriven =
  | { readonly kind: "redriven"; readonly at: Instant }
  | { readonly kind: "refused"; readonly why: string };

/** The executions of our state machine, for an operator. Every method throws `Throttled`, `ServiceUnavailable` or `SetupFault`. */
export interface ExecutionArchive {
  arnOf(name: string): string;
  /** Pages of executions, the latest start first; read no further than needed. */
  list(status?: ExecutionStatus): AsyncIterable<readonly ExecutionListing[]>;
  /** @returns undefined when Step Functions does not know it, or no longer */
  describe(executionArn: string): Promise<ExecutionDetail | undefined>;
  /** Pages of events, in order. */
  history(executionArn: string): AsyncIterable<readonly ExecutionEvent[]>;
  /** The same token redrives once, however often it is asked with within 15 minutes. */
  redrive(executionArn: string, clientToken: string): Promise<Redriven>;
}

/** Statuses of executions that ended without doing their work. */
export const failedStatuses = ["FAILED", "TIMED_OUT", "ABORTED"] as const;
