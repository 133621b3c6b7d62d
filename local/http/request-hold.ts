import type { Clock } from "../clock.ts";

/** Hears of requests that wait for time to pass (long polling), by the id their client gave them. */
export interface WaitingRequests {
  /** The request waits: whoever stands still for its answer alone may let time pass. */
  waits(requestId: string): void;
  /** The answer is being made: time stands still again. */
  resumes(requestId: string): void;
}

/** The header in which a Lambda worker names its request, so that the worker's hold can follow the request's. */
export const requestIdHeader = "x-local-request";

/** Turns of the event loop after which an unfinished operation counts as waiting for time to pass. */
const turnsMax = 3;

/**
 * Keeps time still while a request is served, except while its operation waits: an operation that has not finished after a few turns
 * of the event loop waits for the clock, or for work that holds the clock itself.
 */
export class RequestHold {
  readonly #clock: Clock;
  readonly #waiting: WaitingRequests | undefined;
  readonly #requestId: string | undefined;
  #release: () => void;

  constructor(clock: Clock, waiting: WaitingRequests | undefined, requestId: string | undefined) {
    this.#clock = clock;
    this.#waiting = waiting;
    this.#requestId = requestId;
    this.#release = clock.hold();
  }

  release(): void {
    this.#release();
  }

  /** Resolves as `work` does. */
  async during<T>(work: T | Promise<T>): Promise<T> {
    if (!(work instanceof Promise)) return work;
    let finished = false;
    let waits = false;
    this.#afterTurns(turnsMax, () => {
      if (finished) return;
      waits = true;
      if (this.#requestId !== undefined) this.#waiting?.waits(this.#requestId);
      this.#release();
    });
    try {
      return await work;
    } finally {
      finished = true;
      if (waits) this.#resume();
    }
  }

  #resume(): void {
    this.#release = this.#clock.hold();
    if (this.#requestId !== undefined) this.#waiting?.resumes(this.#requestId);
  }

  #afterTurns(turns: number, then: () => void): void {
    setImmediate(() => (turns > 1 ? this.#afterTurns(turns - 1, then) : then()));
  }
}
