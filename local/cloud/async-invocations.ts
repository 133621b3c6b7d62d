import type { Clock } from "../clock.ts";
import type { LambdaFunction } from "../lambda/function.ts";
import type { Invocables } from "../lambda/runtime.ts";
import { ServiceError } from "../service.ts";

/** Waits before the second and the third attempt. @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryAfterMs = [60_000, 120_000];
/** How long an event that Lambda does not even begin with (throttled, out of order) waits in its queue, and between two tries. */
const ageMsMax = 6 * 3_600_000;
const [backOffMsMin, backOffMsMax] = [1_000, 300_000];

interface Queued {
  readonly lambda: LambdaFunction;
  readonly payload: string;
  readonly sinceMs: number;
}

/**
 * Lambda's queue of asynchronous invocations: who invokes does not wait, and failures are tried again. A function that is throttled
 * spends no attempt.
 */
export class AsyncInvocations {
  readonly #clock: Clock;
  readonly #runtime: Invocables;
  readonly #retriesMax = new Map<string, number>();

  constructor(clock: Clock, runtime: Invocables) {
    this.#clock = clock;
    this.#runtime = runtime;
  }

  /** @throws {RangeError} Lambda tries twice again at most */
  configure(functionName: string, retriesMax: number): void {
    if (retriesMax < 0 || retriesMax > 2)
      throw new RangeError(`MaximumRetryAttempts is ${retriesMax}, 0 to 2 is wanted`);
    this.#retriesMax.set(this.#runtime.find(functionName)?.name ?? functionName, retriesMax);
  }

  invoke(lambda: LambdaFunction, payload: string): void {
    void this.#attempt({ lambda, payload, sinceMs: this.#clock.now() }, 0, 0);
  }

  async #attempt(queued: Queued, retries: number, refusals: number): Promise<void> {
    const { lambda, payload } = queued;
    const answer = await this.#runtime.invoke(lambda, payload).catch((error: unknown) => {
      if (error instanceof ServiceError) return undefined;
      throw error;
    });
    if (!answer) {
      const afterMs = Math.min(backOffMsMin * 2 ** refusals, backOffMsMax);
      if (this.#clock.now() + afterMs - queued.sinceMs > ageMsMax) return;
      this.#after(afterMs, () => this.#attempt(queued, retries, refusals + 1));
      return;
    }
    if (!answer.failure || retries >= (this.#retriesMax.get(lambda.name) ?? 2)) return;
    this.#after(retryAfterMs[retries] ?? 0, () => this.#attempt(queued, retries + 1, 0));
  }

  #after(ms: number, again: () => Promise<void>): void {
    this.#clock.at(this.#clock.now() + ms, () => void again());
  }
}
