import type { ExecutionEvent } from "./execution-event.ts";
import { causeText } from "./failure.ts";
import type { Visit } from "./history-tree.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { textAt } from "./json.ts";
import { cleanText } from "./text.ts";

/** Attempts that failed with one error, and the cause of the last one. */
export interface StepFailure {
  readonly error: string;
  readonly count: number;
  readonly cause: string;
}

/** All that happened in one state of one group, however often it was entered. Times are ISO 8601, UTC. */
export interface Step {
  readonly state: string;
  readonly type: string;
  /** 0 for a state of the group itself, 1 inside a Map of it. */
  readonly depth: number;
  readonly enteredAt: string;
  /** Absent while the state is under way. */
  readonly leftAt?: string;
  /** How often it was entered: looks, for the state that checks. */
  readonly stays: number;
  /** Milliseconds in the state, all stays together: those side by side count each. */
  readonly ms: number;
  /** Attempts beyond the first of each stay; redrives count. */
  readonly retries: number;
  readonly failures: readonly StepFailure[];
  /** Stays that a Catch ended. */
  readonly caught: number;
}

const failed = /^(?:LambdaFunction|Task|Activity)(?:Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

/** Adds up the events of one state. */
export class StepTally {
  readonly #first: Visit;
  readonly #depth: number;
  readonly #open = new Set<Visit>();
  readonly #troubled = new Set<Visit>();
  readonly #failures = new Map<string, { count: number; cause: string }>();
  #stays = 0;
  #ms = 0;
  #retries = 0;
  #caught = 0;
  #leftAt: Instant | undefined;

  constructor(first: Visit, depth: number) {
    this.#first = first;
    this.#depth = depth;
  }

  add({ type, at, details }: ExecutionEvent, visit: Visit): void {
    if (type.endsWith("StateEntered")) {
      this.#stays += 1;
      this.#open.add(visit);
    } else if (type.endsWith("StateExited")) this.#exit(visit, at);
    else if (type.endsWith("Scheduled")) {
      if (this.#troubled.delete(visit)) this.#retries += 1;
    } else if (type.endsWith("Succeeded")) this.#troubled.delete(visit);
    else if (failed.test(type) || type === "EvaluationFailed") {
      this.#troubled.add(visit);
      this.#fail(textAt(details, "error") ?? (type.endsWith("TimedOut") ? "States.Timeout" : "(no error)"), details);
    }
  }

  #exit(visit: Visit, at: Instant): void {
    this.#open.delete(visit);
    this.#ms += at - visit.enteredAt;
    this.#leftAt = at;
    if (this.#troubled.delete(visit)) this.#caught += 1;
  }

  #fail(error: string, details: unknown): void {
    const known = this.#failures.get(error);
    const cause = causeText(textAt(details, "cause") ?? "");
    this.#failures.set(error, { count: (known?.count ?? 0) + 1, cause });
  }

  /** @param now how long what is under way has lasted so far */
  told(now: Instant): Step {
    const { name, type, enteredAt } = this.#first;
    const underWay = [...this.#open].reduce((sum, visit) => sum + Math.max(0, now - visit.enteredAt), 0);
    const isOver = this.#open.size === 0 && this.#leftAt !== undefined;
    return {
      state: cleanText(name, 80),
      type,
      depth: this.#depth,
      enteredAt: formatInstant(enteredAt),
      ...(isOver && { leftAt: formatInstant(this.#leftAt ?? now) }),
      stays: this.#stays,
      ms: this.#ms + underWay,
      retries: this.#retries,
      failures: [...this.#failures].map(([error, { count, cause }]) => ({ error: cleanText(error, 80), count, cause })),
      caught: this.#caught,
    };
  }
}
