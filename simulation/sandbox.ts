import type { LambdaFailure } from "#local/lambda/lambda-failure.ts";
import type { SimulatedClock } from "./clock.ts";

/** Where a function runs: what its code remembers lives as long as this does. */
export class Sandbox {
  readonly functionName: string;
  readonly clock: SimulatedClock;
  /** How much its clock is ahead of the true time, ms. */
  skewMs = 0;
  /** Until when nothing moves in here, ms since the epoch. */
  frozenUntilMs = 0;
  alive = true;
  /** The one invocation it works on. */
  requestId = "";
  /** How long the code of this invocation has slept of its own will, ms; what SDK clients wait before they try again is not in it. */
  restedMs = 0;
  #onDeath: (failure: LambdaFailure) => void = () => undefined;

  constructor(functionName: string, clock: SimulatedClock) {
    this.functionName = functionName;
    this.clock = clock;
  }

  begin(requestId: string, onDeath: (failure: LambdaFailure) => void): void {
    this.requestId = requestId;
    this.restedMs = 0;
    this.#onDeath = onDeath;
  }

  now(): number {
    return this.clock.now() + this.skewMs;
  }

  /** Sleeps unless the sandbox dies: then nobody is there to wake. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** A sleep that the function's own code asks for. */
  rest(ms: number): Promise<void> {
    this.restedMs += ms;
    return this.sleep(ms);
  }

  /** Does something in here after a while; never, once the sandbox has died. */
  after(ms: number, action: () => void): void {
    this.clock.at(this.clock.now() + ms, () => {
      if (!this.alive) return;
      const frozenMs = this.frozenUntilMs - this.clock.now();
      if (frozenMs > 0) this.after(frozenMs, action);
      else action();
    });
  }

  /** Ends it: no line of its code runs any more, and what it waits for never comes. */
  die(failure: LambdaFailure): void {
    if (!this.alive) return;
    this.alive = false;
    this.#onDeath(failure);
  }

  crash(): void {
    this.die({ errorType: "Runtime.ExitError", errorMessage: `RequestId: ${this.requestId} Error: Runtime exited` });
  }
}
