import type { LambdaFailure } from "./lambda-failure.ts";

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly handlerFile: string;
  readonly handlerName: string;
  /** The present instant as one Float64; absent when the machine's own time is used. */
  readonly sharedClock: SharedArrayBuffer | undefined;
  /** Host and port of the local AWS: requests to it carry an id. */
  readonly endpointHost: string;
  /** Hosts outside that HTTPS requests may go to, and the servers of this machine that stand for them. */
  readonly outside: Readonly<Record<string, string>>;
  readonly workerId: string;
}

/** The members of a Lambda context that come from outside the worker. */
export interface ContextData {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly deadlineMs: number;
}

/** From the main thread to a worker. */
export type ToWorker =
  | { readonly kind: "invoke"; readonly payload: string; readonly context: ContextData }
  /** Time has reached the instant the worker waited for. */
  | { readonly kind: "wake" }
  /** One of the worker's requests waits for time to pass: say when nothing but such requests is left to wait for. */
  | { readonly kind: "report" };

/** From a worker to the main thread, in the order in which things happened. */
export type FromWorker =
  | { readonly kind: "result"; readonly payload: string; readonly lines: readonly string[] }
  | {
      readonly kind: "failure";
      readonly failure: LambdaFailure;
      /** The thread ends with it. */
      readonly fatal: boolean;
      readonly lines: readonly string[];
    }
  /** The thread ends; these are its last words. */
  | { readonly kind: "exit"; readonly lines: readonly string[] }
  /** Nothing goes on but waiting: for these requests, and for time to reach `nextAtMs`. */
  | {
      readonly kind: "idle";
      readonly requests: readonly string[];
      readonly nextAtMs: number | undefined;
      readonly lines: readonly string[];
    };
