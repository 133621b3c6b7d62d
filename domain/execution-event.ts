import type { Instant } from "./instant.ts";
import type { JsonObject } from "./json.ts";

/** An event of an execution's history, whatever its type keeps its details in. */
export interface ExecutionEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** As Step Functions names it: `TaskStateEntered`, `LambdaFunctionFailed`, `MapIterationStarted` … */
  readonly type: string;
  readonly at: Instant;
  readonly details: JsonObject;
}
