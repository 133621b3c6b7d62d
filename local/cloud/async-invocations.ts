import type { Clock } from "../clock.ts";
import type { LambdaFunction } from "../lambda/function.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";

/** Waits before the second and the third attempt. @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryAfterMs = [60_000, 120_000];

/** Lambda's queue of asynchronous invocations: who invokes does not wait, and failures are tried again. */
export class AsyncInvocations {
  readonly #clock: Clock;
  readonly #runtime: LambdaRuntime;
  readonly #retriesMax = new Map<string, number>();

  constructor(clock: Clock, runtime: LambdaRuntime) {
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
    void this.#attempt(lambda, payload, 0);
  }

  async #attempt(lambda: LambdaFunction, payload: string, retries: number): Promise<void> {
    const { failure } = await this.#runtime.invoke(lambda, payload);
    if (!failure || retries >= (this.#retriesMax.get(lambda.name) ?? 2)) return;
    this.#clock.at(
      this.#clock.now() + (retryAfterMs[retries] ?? 0),
      () => void this.#attempt(lambda, payload, retries + 1),
    );
  }
}
