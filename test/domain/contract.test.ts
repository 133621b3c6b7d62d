import { describe, expect, it } from "vitest";
import { PrincipalFailed, ReplayEnvelope, SlimFinding } from "#domain/contract.ts";
import { slim } from "#domain/finding.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { aFinding } from "#test/builders/finding.ts";
import { aFailedPrincipal } from "#test/builders/investigation.ts";

// What `$substring(cause, 0, 500)` leaves in the state machine: 500 code points, which may be 1,000 UTF-16 units.
const longestCause = "\u{1F50D}".repeat(500);

describe("the contract", () => {
  it("takes every cause that the state machine cuts", () => {
    const failed = aFailedPrincipal({ cause: longestCause });
    expect(PrincipalFailed.parse(failed)).toEqual(failed);
  });

  it("takes every reason that the state machine parks with", () => {
    const message = `${"E".repeat(256)}: ${longestCause}`;
    const parked = aReplayEnvelope({ reason: { code: "service-unavailable", message, state: "Enrich findings" } });
    expect(ReplayEnvelope.parse(parked)).toEqual(parked);
  });

  it("takes principals of every partition that an ARN may name", () => {
    const arn = "arn:aws-abcdefghij-abcdefghij-abcdefghij:iam::111122223333:role/deploy";
    const owner = { partition: "aws", accountId: "111122223333" };
    const mentions = [{ ...owner, grade: "actor", stance: "actor", what: arn, arn } as const];
    const finding = slim(aFinding({ mentions }), { include: false, roleOfProfile: new Map() });
    expect(finding.principals).toMatchObject([{ arn }]);
    expect(SlimFinding.parse(finding)).toEqual(finding);
  });
});
