import { describe, expect, it } from "vitest";
import { claimRetriesMax, startRetriesMax } from "#domain/start-trouble.ts";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { meanWaitSeconds, states } from "./definition.ts";

const retriers = states.get("Start or join each principal")?.Retry ?? [];

function retrierOf(errorName: string) {
  const found = retriers.find(({ ErrorEquals }) => ErrorEquals.includes(errorName));
  if (!found) throw new Error(`nobody retries ${errorName}`);
  return found;
}

const [claims, crashes, services] = [
  retrierOf("ClaimInProgress"),
  retrierOf("Runtime.ExitError"),
  retrierOf("Throttled"),
];

/** One principal's trouble must not take from its neighbours what they have: the function gives up before the state does. */
describe("retries of a start, which Step Functions counts in one number", () => {
  it("are given up by the function before any retrier of the state runs out", () => {
    expect(services.MaxAttempts).toBeGreaterThanOrEqual(startRetriesMax);
    expect(retrierOf("ServiceUnavailable")).toBe(services);
    expect(claims.MaxAttempts).toBeGreaterThanOrEqual(claimRetriesMax);
  });

  it("leave more than an hour on average for a service, even when claims and crashes have used up theirs", () => {
    const left = startRetriesMax - claims.MaxAttempts - crashes.MaxAttempts;
    expect(meanWaitSeconds(services, left)).toBeGreaterThan(3_600);
    // And never half a day: the execution ends after twelve hours, and a second try may wait as long.
    expect(meanWaitSeconds(services, services.MaxAttempts)).toBeLessThan(2.5 * 3_600);
  });

  it("outlast a claim whose holder died: it is free when the holder's time is up", () => {
    expect(meanWaitSeconds(claims, claimRetriesMax)).toBeGreaterThan(2 * functionTimeout["start-or-join"].toSeconds());
  });
});
