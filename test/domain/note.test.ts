import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PrincipalSettled, SlimFinding } from "#domain/contract.ts";
import { writeNote } from "#domain/note.ts";
import { aReport } from "#test/builders/brief.ts";
import { composedBrief } from "#test/builders/composed-brief.ts";
import { aFailedPrincipal, anEvidence, anUnknownPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { actsIn } from "#test/hostile/corpus.ts";
import { investigatedFindings } from "./arbitrary-settled.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const link =
  "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/177263640000012345678";

function note(settled: readonly PrincipalSettled[], overrides: Partial<SlimFinding> = {}, charsMax = 512) {
  const principals = settled.map(({ identity, arn, name }) => aPrincipal({ identity, arn, name }));
  return writeNote(composedBrief(aSlimFinding({ principals, ...overrides }), settled), charsMax);
}

describe("writeNote()", () => {
  it("tells verdict, principal, evidence, reach and link in this order", () => {
    expect(note([aSettledPrincipal()])).toBe(
      "Detective verdict HIGH: role deploy. Evidence: Impossible travel: Lisbon (198.51.100.7) to Singapore " +
        "(203.0.113.9), 3 h apart; CreateAccessKey called 4 times (3 failed) · Persistence T1098. " +
        `Reaches until 2026-03-04 10:15 UTC. Report: ${link}`,
    );
  });

  it("tells whose severity and whose evidence it is when there are several principals", () => {
    const quiet = aSettledPrincipal({
      ...alice,
      severity: "LOW",
      evidence: anEvidence({ facts: ["Impact observed"] }),
    });
    expect(note([quiet, aSettledPrincipal()])).toMatch(
      /^Detective verdict HIGH: role deploy HIGH, user alice LOW\. Evidence: deploy: Impossible.*; alice: Impact observed; deploy: Create/,
    );
  });

  it("names who was not investigated in a partial verdict", () => {
    expect(note([aSettledPrincipal(), aFailedPrincipal({ ...alice, kind: "timed-out" })])).toMatch(
      /^Detective verdict HIGH \(partial\): role deploy\. Not investigated: user alice timed out\. Evidence: /,
    );
  });

  it("says that evidence is missing when pages could not be read", () => {
    const told = note([aSettledPrincipal({ evidence: anEvidence({ facts: [], complete: false }) })]);
    expect(told).toContain("(partial): role deploy. Not all evidence could be read. Reaches");
  });

  it("says that nothing was found when there is no indicator", () => {
    const told = note([aSettledPrincipal({ severity: "INFORMATIONAL", evidence: anEvidence({ facts: [] }) })]);
    expect(told).toContain("Detective verdict INFORMATIONAL: role deploy. No indicators found.");
  });

  it("gives no verdict when nothing could be investigated", () => {
    expect(note([aFailedPrincipal()])).toBe(
      "No verdict. Not investigated: role deploy failed (InvestigationFailed). Nothing is known about this finding yet; " +
        "it waits in the dead-letter queue to be replayed.",
    );
  });

  it.each([
    [[anUnknownPrincipal()], [], "Not investigated: Detective does not know the principal."],
    [[], [{ what: "root", reason: "root" }], "Not investigated: Detective does not investigate the root user."],
    [[], [], "Not investigated: the finding names no IAM user or role."],
  ] as const)("tells in words why nothing can be investigated (%#)", (settled, excluded, expected) => {
    expect(note(settled, { excluded: [...excluded] })).toBe(expected);
  });

  it("cuts evidence and keeps the link whole when there is more evidence than room", () => {
    const facts = Array.from({ length: 12 }, (_, n) => `Call${n} called ${n + 2} times · Persistence T1098`);
    const told = note([aSettledPrincipal({ evidence: anEvidence({ facts }) })]);
    expect(told.length).toBeLessThanOrEqual(512);
    expect(told).toMatch(/; \+\d+ more\. Reaches until/);
    expect(told.endsWith(link)).toBe(true);
  });

  it("leaves the link out when it does not fit whole", () => {
    const told = note([aSettledPrincipal()], {}, 120);
    expect(told).toMatch(/^Detective verdict HIGH: role deploy\. Evidence: .*Reaches until 2026-03-04 10:15 UTC\.$/);
  });

  const page =
    "https://eu-west-1.console.aws.amazon.com/s3/object/reports?region=eu-west-1&prefix=investigations/eu-west-1/177263640000012345678/report.html";
  const reports = [aReport({ investigationId: "177263640000012345678", links: { report: page } })];

  it("ends with the link to the saved report where that leaves room", () => {
    const brief = composedBrief(aSlimFinding(), [aSettledPrincipal({ evidence: anEvidence({ facts: ["f"] }) })], {
      reports,
    });
    expect(
      writeNote(brief).endsWith(`Evidence: f. Reaches until 2026-03-04 10:15 UTC. Report: ${link} Saved: ${page}`),
    ).toBe(true);
  });

  it("gives up the saved report before any evidence", () => {
    const facts = Array.from({ length: 4 }, (_, n) => `Call${n} called ${n + 2} times · Persistence T1098`);
    const principal = aSettledPrincipal({ evidence: anEvidence({ facts }) });
    expect(writeNote(composedBrief(aSlimFinding(), [principal], { reports }))).toBe(note([principal]));
  });

  it("is one harmless line within its bounds, and never empty, for any result", () => {
    fc.assert(
      fc.property(investigatedFindings, fc.integer({ min: 1, max: 512 }), ([finding, settled], charsMax) => {
        for (const max of [charsMax, 512]) {
          const told = writeNote(composedBrief(finding, settled), max);
          expect(told.length).toBeGreaterThan(0);
          expect(told.length).toBeLessThanOrEqual(max);
          expect(actsIn(told.replace(link, ""))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
