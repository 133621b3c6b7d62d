import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { WaitingRequests } from "../http/request-hold.ts";
import { Environments, type EnvironmentsOptions } from "./environments.ts";
import type { LambdaFunction } from "./function.ts";
import { FunctionVersions, functionNamed } from "./function-versions.ts";
import { handlerFileOf } from "./handler-file.ts";
import { contextDataOf, type Invocation } from "./invocation.ts";
import { InvocationQueue } from "./invocation-queue.ts";
import { failureOf, type LambdaFailure } from "./lambda-failure.ts";
import type { LogLine } from "./log-line.ts";
import type { Outcome, WorkerThread } from "./worker-thread.ts";

/** Machine time, ms, that a handler may work while virtual time stands still: a loop that waits for `Date.now()` to move would never end. */
const busyMsMax = 120_000;

/** How an invocation was answered: the payload, and whether it is an error of the function. */
export interface InvokeAnswer {
  readonly requestId: string;
  readonly payload: string;
  readonly failure?: LambdaFailure;
}

export interface EndedInvocation {
  readonly functionName: string;
  readonly requestId: string;
  /** From the moment a worker took it, ms by the cloud's clock: what is billed. */
  readonly durationMs: number;
  readonly failure?: LambdaFailure;
}

export type LambdaRuntimeOptions = Omit<EnvironmentsOptions, "onLog" | "onRoom"> & {
  readonly onLog?: (line: LogLine) => void;
  /** Hears of every invocation when it has ended. */
  readonly onInvocation?: (invocation: EndedInvocation) => void;
};

/** What whoever invokes functions needs of them. */
export type Invocables = Pick<LambdaRuntime, "find" | "invoke">;

/**
 * Runs Lambda functions in worker threads: warm ones are used again, and invocations beyond the limits wait in order, without
 * holding the clock.
 */
export class LambdaRuntime implements WaitingRequests {
  readonly #clock: Clock;
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #versions = new FunctionVersions();
  readonly #environments: Environments;
  readonly #onInvocation: (invocation: EndedInvocation) => void;
  readonly #queue = new InvocationQueue();
  #closed = false;

  constructor(options: LambdaRuntimeOptions) {
    this.#clock = options.clock;
    this.#onInvocation = options.onInvocation ?? (() => undefined);
    this.#environments = new Environments({
      ...options,
      onLog: options.onLog ?? (() => undefined),
      onRoom: () => this.#dispatch(),
    });
  }

  /** @throws when the bundle does not hold the handler */
  register(lambda: LambdaFunction): void {
    handlerFileOf(lambda);
    this.#functions.set(lambda.name, lambda);
  }

  /** Forgets a function and its versions. What runs runs on. */
  remove({ name }: LambdaFunction): void {
    this.#functions.delete(name);
    this.#versions.remove(name);
  }

  /** Publishes what the function is now. @returns the number of the version @throws there is no such function */
  publish(nameOrArn: string): string {
    const lambda = this.find(nameOrArn);
    if (!lambda)
      throw new Error(`Cannot publish a version of "${nameOrArn}": there is no such function, one is wanted`);
    return this.#versions.publish(lambda);
  }

  /** Finds a function by name, partial ARN or ARN; with the number of a version, what it was when that was published. */
  find(nameOrArn: string): LambdaFunction | undefined {
    const { name, qualifier } = functionNamed(nameOrArn) ?? {};
    if (name === undefined) return undefined;
    return qualifier === undefined || qualifier === "$LATEST"
      ? this.#functions.get(name)
      : this.#versions.find(name, qualifier);
  }

  /** Invokes a function and waits for its answer; the payload is JSON. Rejects for no fault of the function. */
  async invoke(lambda: LambdaFunction, payload: string): Promise<InvokeAnswer> {
    const requestId = randomUUID();
    const outcome = await new Promise<Outcome>((settle) => {
      this.#queue.push({ lambda, requestId, payload, settle });
      this.#dispatch();
    });
    if (outcome.kind === "result") return { requestId, payload: outcome.payload };
    return { requestId, payload: JSON.stringify(outcome.failure), failure: outcome.failure };
  }

  waits(requestId: string): void {
    this.#environments.ofRequest(requestId)?.requestWaits(requestId);
  }

  resumes(requestId: string): void {
    this.#environments.ofRequest(requestId)?.requestResumes(requestId);
  }

  /** The name of the function that sent a request. */
  callerOf(requestId: string): string | undefined {
    return this.#environments.callerOf(requestId);
  }

  /** Ends every environment. Invocations under way fail, those that wait for an environment are never answered. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.clear();
    await this.#environments.close();
  }

  #dispatch(): void {
    if (this.#closed) return;
    this.#queue.drain((invocation) => {
      const thread = this.#take(invocation);
      if (thread) void this.#run(thread, invocation);
      return thread !== undefined;
    });
  }

  /** A free environment; `undefined` while there is none, `null` when it cannot be made and the invocation has failed. */
  #take(invocation: Invocation): WorkerThread | null | undefined {
    try {
      return this.#environments.take(invocation.lambda, invocation.requestId);
    } catch (error) {
      const failure = { ...failureOf(error), errorType: "Runtime.InvalidEntrypoint" };
      this.#end(invocation, { kind: "failure", failure }, 0);
      return null;
    }
  }

  async #run(thread: WorkerThread, invocation: Invocation): Promise<void> {
    const startedAtMs = this.#clock.now();
    const context = contextDataOf(invocation, startedAtMs);
    const cancelTimeout = this.#clock.at(context.deadlineMs, () => thread.kill(timedOut(invocation)));
    const watchdog = setTimeout(() => thread.kill(stuck(invocation)), busyMsMax);
    const outcome = await thread.invoke(invocation.payload, context);
    clearTimeout(watchdog);
    cancelTimeout();
    this.#environments.giveBack(thread);
    this.#end(invocation, outcome, this.#clock.now() - startedAtMs);
    this.#dispatch();
  }

  #end(invocation: Invocation, outcome: Outcome, durationMs: number): void {
    const { lambda, requestId, settle } = invocation;
    const ended = outcome.kind === "failure" ? withRequestId(outcome, requestId) : outcome;
    const failed = ended.kind === "failure" ? { failure: ended.failure } : {};
    this.#onInvocation({ functionName: lambda.name, requestId, durationMs, ...failed });
    settle(ended);
  }
}

const timedOut = ({ lambda, requestId }: Invocation): LambdaFailure => ({
  errorType: "Sandbox.Timedout",
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${lambda.timeoutSeconds.toFixed(2)} seconds`,
});

const stuck = ({ requestId }: Invocation): LambdaFailure => ({
  errorType: "Sandbox.Timedout",
  errorMessage: `RequestId: ${requestId} Error: Task worked for ${busyMsMax / 1000} seconds of machine time while its clock stood still`,
});

/** Failures of the runtime itself name the request, as Lambda's do. */
function withRequestId(outcome: Extract<Outcome, { kind: "failure" }>, requestId: string): Outcome {
  const { failure } = outcome;
  if (!failure.errorMessage.startsWith("Error: Runtime exited")) return outcome;
  return { kind: "failure", failure: { ...failure, errorMessage: `RequestId: ${requestId} ${failure.errorMessage}` } };
}
