import { describe, expect, it } from "vitest";
import { evidenceIncomplete, reachVerdict } from "#domain/verdict.ts";
import { aFailedPrincipal, anEvidence, anUnknownPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const both = aSlimFinding({ principals: [aPrincipal(), aPrincipal({ ...alice, type: "user" })] });
const incomplete = anEvidence({ complete: false });

describe("reachVerdict()", () => {
  it.each([
    ["enriched", [aSettledPrincipal(), aSettledPrincipal(alice)]],
    ["enriched", [aSettledPrincipal(), anUnknownPrincipal(alice)]],
    ["partial", [aSettledPrincipal(), aFailedPrincipal(alice)]],
    ["partial", [aSettledPrincipal(), aFailedPrincipal({ ...alice, kind: "timed-out" })]],
    ["partial", [aSettledPrincipal(), aSettledPrincipal({ ...alice, evidence: incomplete })]],
    ["partial", [aSettledPrincipal()]],
    ["parked", [aFailedPrincipal(), aFailedPrincipal(alice)]],
    ["parked", [aFailedPrincipal(), anUnknownPrincipal(alice)]],
    ["parked", []],
    ["not-investigable", [anUnknownPrincipal(), anUnknownPrincipal(alice)]],
  ] as const)("is %s (%#)", (outcome, settled) => expect(reachVerdict(both, settled).outcome).toBe(outcome));

  it("takes the worst severity, the gravest principal first and the earliest end", () => {
    const mild = aSettledPrincipal({ severity: "LOW", coveredUntil: "2026-03-04T09:00:00.000Z" });
    const grave = aSettledPrincipal({ ...alice, severity: "CRITICAL" });
    expect(reachVerdict(both, [mild, grave])).toEqual({
      outcome: "enriched",
      severity: "CRITICAL",
      investigated: [grave, mild],
      failed: [],
      unknown: [],
      excluded: [],
      coveredUntil: "2026-03-04T09:00:00.000Z",
    });
  });

  it("takes the worst severity that is known, and calls none low that is not", () => {
    const { severity: _, ...untold } = aSettledPrincipal({ evidence: incomplete });
    const low = aSettledPrincipal({ ...alice, severity: "LOW" });
    expect(reachVerdict(both, [untold, low])).toMatchObject({ outcome: "partial", severity: "LOW" });
    expect(reachVerdict(aSlimFinding(), [untold])).toMatchObject({ outcome: "partial", severity: "NONE" });
  });

  it("ignores principals that the finding does not name", () => {
    expect(reachVerdict(aSlimFinding(), [aSettledPrincipal(), aFailedPrincipal(alice)]).outcome).toBe("enriched");
  });

  it("is the same in whatever order the finding names its principals", () => {
    const settled = [aSettledPrincipal(), aSettledPrincipal(alice)];
    const reversed = { ...both, principals: both.principals.toReversed() };
    expect(reachVerdict(reversed, settled.toReversed())).toEqual(reachVerdict(both, settled));
  });

  it("gives the reason when a finding names nothing at all", () => {
    const { outcome, severity, excluded } = reachVerdict(aSlimFinding({ principals: [] }), []);
    expect([outcome, severity, excluded]).toEqual(["not-investigable", "NONE", [{ what: "", reason: "no-principal" }]]);
  });
});

describe("evidenceIncomplete()", () => {
  it.each([
    [incomplete, true],
    [anEvidence(), false],
  ])("looks at every investigated principal (%#)", (evidence, expected) => {
    const settled = [aSettledPrincipal(), aSettledPrincipal({ ...alice, evidence })];
    expect(evidenceIncomplete(reachVerdict(both, settled))).toBe(expected);
  });
});
