import type { PrincipalFailed, PrincipalToStart } from "./contract.ts";
import { ClaimInProgress, ServiceUnavailable, Throttled } from "./errors.ts";
import { causeText } from "./failure.ts";

/**
 * How often the state may be retried before what will pass counts as failed. Step Functions counts every retrier of a state
 * in one number: even when claims and crashes have used up theirs (20 and 5), 31 waits for a service are left, more than an
 * hour on average (`test/seams/start-retries.test.ts` holds the sum).
 */
export const startRetriesMax = 56;

/** After so many retries a claim that is still held is waited for as for a service: the retries within seconds are over. */
export const claimRetriesMax = 20;

/** Whether another try is worth it: the trouble is one of those that pass, and the state has retries left. */
export function willPass(error: Error, retryCount: number): boolean {
  const passes = error instanceof ClaimInProgress || error instanceof Throttled || error instanceof ServiceUnavailable;
  return passes && retryCount < startRetriesMax;
}

/** The trouble that says how long the state waits: a service that needs rest comes before a claim that is held for seconds. */
export function paceSetter(passing: readonly Error[], retryCount: number): Error | undefined {
  const [first] = passing;
  const slow = passing.find((error) => !(error instanceof ClaimInProgress));
  if (slow || !first || retryCount < claimRetriesMax) return slow ?? first;
  return new ServiceUnavailable("start-or-join, a claim is still held", { cause: first });
}

export function startFailed({ identity, arn, name }: PrincipalToStart, error: Error): PrincipalFailed {
  return { identity, arn, name, kind: "failed", error: error.name, cause: causeText(error.message) };
}
