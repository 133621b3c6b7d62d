import { availableParallelism } from "node:os";
import type { Clock } from "../clock.ts";
import { environmentOf } from "./environment.ts";
import type { LambdaFunction } from "./function.ts";
import { handlerFileOf } from "./handler-file.ts";
import type { LogLine } from "./log-line.ts";
import { WorkerThread } from "./worker-thread.ts";

export interface EnvironmentsOptions {
  readonly clock: Clock;
  /** The clock's instant for other threads; absent when the machine's time is used. */
  readonly sharedClock?: SharedArrayBuffer;
  readonly region: string;
  readonly endpointUrl: string;
  /** Hosts outside, and the servers of this machine that stand for them; none unless said. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Execution environments of one function at a time; 3 unless said. */
  readonly perFunctionMax?: number;
  /**
   * Environments of one function that work at a time, under virtual time: another one starts only while the others wait for a second or
   * more. The machine's processors less one, for the main thread, unless said: more would cost memory and save no time.
   */
  readonly workingMax?: number;
  /** Execution environments of all functions at a time; 6 unless said. */
  readonly totalMax?: number;
  /** JavaScript heap of one environment, MB; the function's memory, at most 160, unless said. */
  readonly heapMbMax?: number;
  readonly onLog: (line: LogLine) => void;
  /** There may be room now: an environment is gone, or only waits. */
  readonly onRoom: () => void;
}

/** Whoever waits for less than this, ms by the clock, is back before another environment would pay. */
const longWaitMs = 1_000;

/** Processors but the one that the main thread keeps busy. */
const sparedProcessors = Math.max(availableParallelism() - 1, 1);

interface Environment {
  readonly lambda: LambdaFunction;
  readonly id: string;
  readonly thread: WorkerThread;
  busy: boolean;
  /** The invocation it works on, for its log lines. */
  requestId: string;
  lastUsed: number;
}

/** The execution environments that are alive, within their limits. */
export class Environments {
  readonly #options: EnvironmentsOptions;
  readonly #environments = new Map<string, Environment>();
  /** The ends of all threads that have not ended yet, those on their way out among them. */
  readonly #threads = new Set<Promise<void>>();
  #made = 0;
  #uses = 0;

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
  }

  /** A free environment for the function, warm if there is one; nothing when the limits are reached. */
  take(lambda: LambdaFunction, requestId: string): WorkerThread | undefined {
    const own = [...this.#environments.values()].filter((environment) => environment.lambda === lambda);
    const free = own.find(({ busy }) => !busy) ?? (this.#mayGrow(lambda, own) ? this.#makeRoomFor(lambda) : undefined);
    if (!free) return undefined;
    free.busy = true;
    free.requestId = requestId;
    free.lastUsed = this.#uses++;
    return free.thread;
  }

  giveBack(thread: WorkerThread): void {
    for (const environment of this.#environments.values()) if (environment.thread === thread) environment.busy = false;
  }

  /** The environment that sent a request: its id begins with the environment's. */
  ofRequest(requestId: string): WorkerThread | undefined {
    return this.#environments.get(requestId.slice(0, requestId.indexOf("/")))?.thread;
  }

  /** The function whose environment sent a request. */
  callerOf(requestId: string): string | undefined {
    return this.#environments.get(requestId.slice(0, requestId.indexOf("/")))?.lambda.name;
  }

  /** Ends every thread and resolves when all have ended. */
  async close(): Promise<void> {
    for (const { thread } of this.#environments.values()) thread.close();
    this.#environments.clear();
    await Promise.all(this.#threads);
  }

  #mayGrow({ reservedConcurrency }: LambdaFunction, own: readonly Environment[]): boolean {
    const { clock, sharedClock, perFunctionMax = 3, workingMax = sparedProcessors } = this.#options;
    if (own.length >= Math.min(perFunctionMax, reservedConcurrency ?? Number.POSITIVE_INFINITY)) return false;
    if (!sharedClock) return true; // on the machine's clock nobody knows who waits
    const soonMs = clock.now() + longWaitMs;
    return own.filter(({ thread }) => thread.waitsUntilMs < soonMs).length < workingMax;
  }

  #makeRoomFor(lambda: LambdaFunction): Environment | undefined {
    if (this.#environments.size < (this.#options.totalMax ?? 6)) return this.#start(lambda);
    const [oldest] = [...this.#environments.values()]
      .filter(({ busy }) => !busy)
      .sort((a, b) => a.lastUsed - b.lastUsed);
    if (!oldest) return undefined;
    this.#environments.delete(oldest.id);
    oldest.thread.close();
    return this.#start(lambda);
  }

  #start(lambda: LambdaFunction): Environment {
    const id = `w${this.#made++}`;
    const environment: Environment = {
      lambda,
      id,
      thread: this.#thread(lambda, id),
      busy: false,
      requestId: "",
      lastUsed: 0,
    };
    this.#environments.set(id, environment);
    const { ended } = environment.thread;
    this.#threads.add(ended);
    void ended.then(() => this.#threads.delete(ended));
    return environment;
  }

  #thread(lambda: LambdaFunction, workerId: string): WorkerThread {
    const { clock, sharedClock, region, endpointUrl, outside = {}, heapMbMax } = this.#options;
    const { file, name } = handlerFileOf(lambda);
    return new WorkerThread({
      start: {
        handlerFile: file,
        handlerName: name,
        sharedClock,
        endpointHost: new URL(endpointUrl).host,
        outside,
        workerId,
      },
      clock,
      environment: environmentOf(lambda, region, endpointUrl),
      heapMbMax: heapMbMax ?? Math.min(lambda.memoryMb, 160),
      onLines: (lines) => this.#log(lambda, workerId, lines),
      onWait: this.#options.onRoom,
      onGone: () => {
        this.#environments.delete(workerId);
        this.#options.onRoom();
      },
    });
  }

  #log(lambda: LambdaFunction, workerId: string, lines: readonly string[]): void {
    const requestId = this.#environments.get(workerId)?.requestId ?? "";
    for (const line of lines) this.#options.onLog({ functionName: lambda.name, requestId, line });
  }
}
