import { Worker } from "node:worker_threads";
import type { Clock } from "../clock.ts";
import { failureOf, type LambdaFailure } from "./lambda-failure.ts";
import type { ContextData, FromWorker, ToWorker, WorkerStart } from "./message.ts";
import { workerSource } from "./worker-source.ts";

/** How an invocation ended. */
export type Outcome =
  | { readonly kind: "result"; readonly payload: string }
  | { readonly kind: "failure"; readonly failure: LambdaFailure };

export interface WorkerThreadOptions {
  readonly start: WorkerStart;
  readonly clock: Clock;
  readonly environment: Record<string, string>;
  readonly heapMbMax: number;
  readonly onLines: (lines: readonly string[]) => void;
  /** The handler does nothing but wait; the clock is still held. */
  readonly onWait: () => void;
  /** The thread is gone and will serve nothing more. */
  readonly onGone: (thread: WorkerThread) => void;
}

/**
 * One warm execution environment. It holds the clock while its handler works; while the handler only waits, it lets go, and takes hold
 * again, in the same turn in which the clock reaches the handler's timer or a request's answer is made, before the thread hears of it.
 */
export class WorkerThread {
  /** Resolves when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #options: WorkerThreadOptions;
  readonly #worker: Worker;
  /** The thread's requests that wait for time to pass. */
  readonly #waiting = new Set<string>();
  #release: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;
  #settle: ((outcome: Outcome) => void) | undefined;
  #waitsUntilMs = Number.NEGATIVE_INFINITY;
  #gone = false;

  constructor(options: WorkerThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(workerSource(), {
      eval: true,
      workerData: options.start,
      env: options.environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMbMax, maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error) => {
      this.#leave();
      this.#end({ kind: "failure", failure: deathOf(error) });
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on("exit", (code) => {
        this.#exit(code);
        resolve();
      });
    });
  }

  /** Runs one invocation; never rejects. The caller sees to it that only one runs at a time. */
  invoke(payload: string, context: ContextData): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#release = this.#options.clock.hold();
      this.#post({ kind: "invoke", payload, context });
    });
  }

  /** Until when its handler does nothing but wait, for all one knows; in the past while it works. */
  get waitsUntilMs(): number {
    return this.#waitsUntilMs;
  }

  /** A request of the thread waits for time to pass. */
  requestWaits(requestId: string): void {
    this.#waiting.add(requestId);
    this.#post({ kind: "report" });
  }

  /** The answer to a request that waited is being made. */
  requestResumes(requestId: string): void {
    this.#waiting.delete(requestId);
    this.#takeHold();
  }

  /** Ends the thread at once; an invocation under way ends with this failure. */
  kill(failure: LambdaFailure): void {
    this.#end({ kind: "failure", failure });
    this.#leave();
    void this.#worker.terminate();
  }

  /** Ends the thread without telling that it is gone. */
  close(): void {
    this.#gone = true;
    void this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    if (message.lines.length > 0) this.#options.onLines(message.lines);
    if (message.kind === "exit" || (message.kind === "failure" && message.fatal)) this.#leave();
    if (message.kind === "idle") this.#idle(message.requests, message.nextAtMs);
    else if (message.kind !== "exit") this.#end(message);
  }

  #idle(requests: readonly string[], nextAtMs: number | undefined): void {
    if (!this.#settle || !requests.every((id) => this.#waiting.has(id))) return;
    if (requests.length === 0 && nextAtMs === undefined) {
      this.kill(neverSettled);
      return;
    }
    this.#cancelWake?.();
    const wake = (): void => {
      this.#takeHold();
      this.#post({ kind: "wake" });
    };
    this.#cancelWake = nextAtMs === undefined ? undefined : this.#options.clock.at(nextAtMs, wake);
    this.#waitsUntilMs = nextAtMs ?? Number.POSITIVE_INFINITY;
    this.#options.onWait();
    this.#release?.();
    this.#release = undefined;
  }

  #takeHold(): void {
    if (!this.#settle) return;
    this.#release ??= this.#options.clock.hold();
    this.#waitsUntilMs = Number.NEGATIVE_INFINITY;
    this.#cancelWake?.();
    this.#cancelWake = undefined;
  }

  #end(outcome: Outcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#waitsUntilMs = Number.NEGATIVE_INFINITY;
    this.#waiting.clear();
    settle?.(outcome);
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #exit(code: number): void {
    this.#leave();
    const how =
      code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
    this.#end({ kind: "failure", failure: { errorType: "Runtime.ExitError", errorMessage: `Error: ${how}` } });
  }

  #leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#options.onGone(this);
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

const neverSettled: LambdaFailure = {
  errorType: "Runtime.NodeJsExit",
  errorMessage:
    "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.",
};

const deathOf = (error: unknown): LambdaFailure =>
  (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { errorType: "Runtime.OutOfMemory", errorMessage: "Error: Runtime exited with error: signal: killed" }
    : failureOf(error);
