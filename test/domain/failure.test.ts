import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causeText, failureCode, parkingOf } from "#domain/failure.ts";
import { aFailedPrincipal } from "#test/builders/investigation.ts";
import { actsIn, treacherousText } from "#test/hostile/corpus.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };

describe("failureCode()", () => {
  it.each([
    ["failed", "SetupFault", "setup-fault"],
    ["failed", "InvestigationFailed", "investigation-failed"],
    ["failed", "TypeError", "investigation-failed"],
    ["timed-out", "InvestigationTimedOut", "investigation-timed-out"],
    ["failed", "Throttled", "service-unavailable"],
    ["failed", "ServiceUnavailable", "service-unavailable"],
    ["failed", "ClaimInProgress", "service-unavailable"],
    ["failed", "Lambda.TooManyRequestsException", "service-unavailable"],
    ["failed", "Sandbox.Timedout", "service-unavailable"],
    ["failed", "Runtime.ExitError", "service-unavailable"],
    ["failed", "States.Timeout", "service-unavailable"],
    ["failed", "LambdaLike", "investigation-failed"],
  ] as const)("calls %s with %s %s", (kind, error, code) => expect(failureCode({ kind, error })).toBe(code));
});

describe("parkingOf()", () => {
  it("is undefined when nothing failed", () => expect(parkingOf([])).toBeUndefined());

  it("names every principal with its error, and takes the code that a person can mend", () => {
    const failed = [
      aFailedPrincipal({ kind: "timed-out", error: "InvestigationTimedOut", cause: "not finished after 60 minutes" }),
      aFailedPrincipal({ ...alice, error: "SetupFault", cause: "Cannot call ListGraphs: access denied" }),
    ];
    expect(parkingOf(failed)).toEqual({
      code: "setup-fault",
      message:
        "Cannot investigate 2 principals: arn:aws:iam::111122223333:role/deploy: timed out, not finished after 60 minutes; " +
        "arn:aws:iam::111122223333:user/alice: failed (SetupFault), Cannot call ListGraphs: access denied",
    });
  });

  it("stays within 1,024 harmless characters for any cause", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(treacherousText, treacherousText), { minLength: 1, maxLength: 40 }), (failures) => {
        const failed = failures.map(([error, cause], n) => aFailedPrincipal({ arn: `${alice.arn}${n}`, error, cause }));
        const message = parkingOf(failed)?.message ?? "";
        expect(message.length).toBeLessThanOrEqual(1_024);
        expect(actsIn(message)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("causeText()", () => {
  it.each([
    ['{"errorType":"SetupFault","errorMessage":"no \\"graph\\"\\nhere","trace":["at x"]}', "no 'graph' here"],
    ['{"errorType":"Throttled","errorMessage":"cut anywhe', "cut anywhe"],
    ["plain text", "plain text"],
    ["", "no cause given"],
  ])("reads %j as %j", (cause, expected) => expect(causeText(cause)).toBe(expected));
});
