import type { LambdaFailure } from "#local/lambda/lambda-failure.ts";
import type { ServiceError } from "#local/service.ts";

/** What becomes of an invocation. Everything absent: a sandbox takes it and works. */
export interface InvocationFate {
  /** Lambda does not take it. */
  readonly refuse?: ServiceError;
  /** The function runs and this comes back in place of its answer. */
  readonly answer?: string;
  /** The answer as it comes back, where it is another one. */
  readonly rewrite?: (answer: string) => string;
  /** The function runs to its end and fails with this, whatever it has done. */
  readonly failsWith?: LambdaFailure;
  /** The sandbox dies this long after the start, ms. */
  readonly diesAfterMs?: number;
  /** Nothing moves in the sandbox for this long, from `freezesAfterMs` on. */
  readonly frozenMs?: number;
  readonly freezesAfterMs?: number;
  /** Error of a sandbox that does not even start. */
  readonly startFailure?: LambdaFailure;
  /** The same invocation runs a second time, beside the first. */
  readonly twice?: boolean;
  /** A sandbox of its own, however many are warm. */
  readonly cold?: boolean;
  /** How far the clock of a new sandbox is off, ms. */
  readonly skewMs?: number;
  /** The environment of a new sandbox, where it is another one. */
  readonly environment?: Readonly<Record<string, string>>;
}
