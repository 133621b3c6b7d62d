import { describe, expect, it } from "vitest";
import { PrincipalFailed, type PrincipalToStart } from "#domain/contract.ts";
import { ClaimInProgress, ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";
import { claimRetriesMax, paceSetter, startFailed, startRetriesMax, willPass } from "#domain/start-trouble.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";

const [claim, throttled, unavailable] = [
  new ClaimInProgress("key"),
  new Throttled("detective:StartInvestigation"),
  new ServiceUnavailable("dynamodb (claims)"),
];

describe("willPass()", () => {
  it.each([
    { error: claim, retryCount: 0, passes: true },
    { error: throttled, retryCount: startRetriesMax - 1, passes: true },
    { error: unavailable, retryCount: startRetriesMax - 1, passes: true },
    { error: throttled, retryCount: startRetriesMax, passes: false },
    { error: claim, retryCount: startRetriesMax + 5, passes: false },
    { error: new SetupFault("Detective", "no graph"), retryCount: 0, passes: false },
    { error: new TypeError("x is not a function"), retryCount: 0, passes: false },
  ])("answers $passes for $error.name after $retryCount retries", ({ error, retryCount, passes }) => {
    expect(willPass(error, retryCount)).toBe(passes);
  });
});

describe("paceSetter()", () => {
  it("is nothing when nothing is in the way", () => {
    expect(paceSetter([], 0)).toBeUndefined();
  });

  it("is the first service that needs rest, before any claim", () => {
    expect(paceSetter([claim, throttled, unavailable], 0)).toBe(throttled);
  });

  it("is a claim within its retries, and counts as a service when they are over", () => {
    expect(paceSetter([claim], claimRetriesMax - 1)).toBe(claim);
    expect(paceSetter([claim], claimRetriesMax)).toMatchObject({ name: "ServiceUnavailable", cause: claim });
  });
});

describe("startFailed()", () => {
  it("keeps the error within the contract, however long and hostile its text", () => {
    const principal: PrincipalToStart = {
      ...aPrincipal(),
      kind: "start",
      region: "eu-west-1",
      firstActivityAt: "2026-03-04T09:00:00.000Z",
      lastActivityAt: "2026-03-04T10:00:00.000Z",
      try: 1,
    };
    const failed = startFailed(principal, new TypeError(`\u0000\u{1F575}${"x".repeat(5_000)}`));
    expect(PrincipalFailed.parse(failed)).toEqual(failed);
    expect(failed).toMatchObject({ kind: "failed", error: "TypeError", arn: principal.arn });
    expect(failed.cause.length).toBeLessThanOrEqual(300);
  });
});
