import { describe, expect, it } from "vitest";
import type { PrincipalSettled, SlimFinding } from "#domain/contract.ts";
import { mergeFields, ownFieldNames, ownFields, sameFields } from "#domain/fields.ts";
import { aReport } from "#test/builders/brief.ts";
import { composedBrief, executionArn as execution } from "#test/builders/composed-brief.ts";
import { aFailedPrincipal, anEvidence, anUnknownPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const others = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`other${n}`, `${n}`]));

function fields(settled: readonly PrincipalSettled[], overrides: Partial<SlimFinding> = {}) {
  const principals = settled.map(({ identity, arn, name }) => aPrincipal({ identity, arn, name }));
  return ownFields(composedBrief(aSlimFinding({ principals, ...overrides }), settled), execution);
}

describe("ownFields()", () => {
  it("says all there is to say about an investigated finding", () => {
    expect(Object.fromEntries(fields([aSettledPrincipal()]))).toEqual({
      investigate: "complete",
      gumshoeVerdict: "HIGH",
      gumshoeInvestigations: "deploy=177263640000012345678",
      gumshoeEvidence:
        "Impossible travel: Lisbon (198.51.100.7) to Singapore (203.0.113.9), 3 h apart; " +
        "CreateAccessKey called 4 times (3 failed) · Persistence T1098",
      gumshoeReport:
        "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/177263640000012345678",
      gumshoePrincipals: "arn:aws:iam::111122223333:role/deploy",
      gumshoeCoveredUntil: "2026-03-04T10:15:00.000Z",
      gumshoeTactics: "Persistence",
      gumshoeExecution: execution,
    });
  });

  it("leads to the saved report where there is one", () => {
    const report =
      "https://eu-west-1.console.aws.amazon.com/s3/object/reports?region=eu-west-1&prefix=investigations/eu-west-1/177263640000012345678/report.html";
    const reports = [aReport({ investigationId: "177263640000012345678", links: { report } })];
    const told = ownFields(composedBrief(aSlimFinding(), [aSettledPrincipal()], { reports }), execution);
    expect(told.get("gumshoeReport")).toBe(report);
  });

  it("says why a verdict is partial", () => {
    const told = fields([aSettledPrincipal(), aFailedPrincipal({ ...alice, error: "SetupFault" })]);
    expect(told.get("investigate")).toBe("partial");
    expect(told.get("gumshoeReason")).toBe("setup-fault: user alice failed (SetupFault)");
  });

  it("calls missing evidence partial", () => {
    const told = fields([aSettledPrincipal({ evidence: anEvidence({ complete: false }) })]);
    expect(told.get("investigate")).toBe("partial");
    expect(told.get("gumshoeReason")).toBe("evidence-incomplete: role deploy");
  });

  it.each([
    [[aFailedPrincipal({ kind: "timed-out" })], "parked", "investigation-timed-out: role deploy timed out"],
    [[anUnknownPrincipal()], "not-investigable", "unknown-to-detective: Detective does not know the principal"],
    [[], "not-investigable", "no-principal: the finding names no IAM user or role"],
  ] as const)("gives no verdict when nothing was investigated (%#)", (settled, investigate, reason) => {
    expect(Object.fromEntries(fields(settled))).toMatchObject({
      investigate,
      gumshoeVerdict: "NONE",
      gumshoeReason: reason,
    });
  });

  it("tells the earliest end of several investigations", () => {
    const told = fields([
      aSettledPrincipal(),
      aSettledPrincipal({ ...alice, coveredUntil: "2026-03-04T09:00:00.000Z" }),
    ]);
    expect(told.get("gumshoeCoveredUntil")).toBe("2026-03-04T09:00:00.000Z");
  });

  it("keeps every value within 1 to 1,024 characters when there are 40 principals", () => {
    const many = Array.from({ length: 40 }, (_, n) => {
      const name = `${"long-name-".repeat(6)}${n}`;
      const arn = `arn:aws:iam::111122223333:role/${"path/".repeat(60)}${name}`;
      return aSettledPrincipal({ identity: `aws/111122223333/role/${name}`, arn, name });
    });
    for (const value of fields(many).values()) {
      expect(value.length).toBeGreaterThan(0);
      expect(value.length).toBeLessThanOrEqual(1_024);
    }
    expect(fields(many).get("gumshoeInvestigations")).toMatch(/=\d{21}; \+\d+ more$/);
  });
});

describe("mergeFields()", () => {
  const ours = fields([aSettledPrincipal(), aFailedPrincipal(alice)]);

  it("keeps fields of others and replaces ours", () => {
    const merged = mergeFields({ owner: "team-a", investigate: "true", gumshoeVerdict: "LOW" }, ours);
    expect(merged).toEqual({ owner: "team-a", ...Object.fromEntries(ours) });
  });

  it("removes ours that no longer apply", () => {
    const merged = mergeFields({ gumshoeReason: "old", gumshoeTactics: "old" }, new Map([["investigate", "complete"]]));
    expect(merged).toEqual({ investigate: "complete" });
  });

  it("keeps a field of others that is named like a member of every object", () => {
    const merged = mergeFields(JSON.parse('{"__proto__":"theirs"}'), new Map());
    expect(Object.entries(merged)).toEqual([["__proto__", "theirs"]]);
  });

  it.each([...Array(11).keys()])("gives up the least of ours when others leave room for %i", (room) => {
    const merged = mergeFields({ ...others(50 - room), investigate: "true" }, ours);
    expect(Object.keys(merged)).toHaveLength(50);
    expect(ownFieldNames.filter((name) => name in merged)).toEqual(ownFieldNames.slice(0, room));
  });

  it("sends fields of others back even when there are more than 50", () => {
    expect(mergeFields(others(60), ours)).toEqual(others(60));
  });
});

describe("sameFields()", () => {
  it.each([
    [{ a: "1", b: "2" }, { b: "2", a: "1" }, true],
    [{ a: "1", gumshoeExecution: "x" }, { a: "1", gumshoeExecution: "y" }, true],
    [{ a: "1", gumshoeExecution: "x" }, { a: "1" }, true],
    [{ a: "1" }, { a: "2" }, false],
    [{ a: "1" }, {}, false],
  ])("compares %j with %j", (a, b, same) => expect(sameFields(a, b)).toBe(same));
});
