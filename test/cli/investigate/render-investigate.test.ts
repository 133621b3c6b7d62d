import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { FindingReport } from "#cli/investigate/finding-report.ts";
import type { PrincipalReport } from "#cli/investigate/principal-report.ts";
import { renderFinding, renderPrincipal } from "#cli/investigate/render-investigate.ts";

const paint = pc.createColors(false);
const asked = "arn:aws:iam::111122223333:role/pipeline/ci-deploy";
const about = {
  kind: "principal",
  asked,
  principalArn: asked,
  region: "eu-west-1",
  investigationId: "111",
  how: "joined",
  scopeStartAt: "2026-02-24T10:30:00.000Z",
  scopeEndAt: "2026-03-04T10:25:00.000Z",
  report: "https://example.com/report",
} as const;
const found = {
  outcome: "investigated",
  severity: "HIGH",
  tactics: ["Persistence"],
  indicators: 2,
  complete: true,
} as const;

describe("renderPrincipal()", () => {
  it("tells the verdict, the ranked facts and where they come from", () => {
    const text = renderPrincipal({ ...about, ...found, facts: ["Impossible travel", "CreateUser"] }, paint);
    expect(text.split("\n")).toEqual([
      "role ci-deploy",
      "  verdict       HIGH",
      "  searched      2026-02-24T10:30:00.000Z to 2026-03-04T10:25:00.000Z",
      "  investigated  111 in eu-west-1, joined",
      "  Detective     https://example.com/report",
      "  tactics       Persistence",
      "  evidence      1. Impossible travel",
      "                2. CreateUser",
    ]);
  });

  it("never passes incomplete evidence off as all there is", () => {
    const text = renderPrincipal({ ...about, ...found, facts: [], complete: false }, paint);
    expect(text).toContain("not every indicator could be read: there may be more");
  });

  it.each<{ report: PrincipalReport; says: string }>([
    { report: { ...about, outcome: "running" }, says: `gumshoe investigate ${asked}` },
    {
      report: { kind: "principal", asked, outcome: "not-investigable", reason: "root", message: "no root" },
      says: `${asked} is not investigated: no root (root)`,
    },
    {
      report: {
        kind: "principal",
        asked,
        outcome: "timed-out",
        error: "InvestigationTimedOut",
        message: "still RUNNING",
      },
      says: `${asked}: the investigation timed out: still RUNNING`,
    },
  ])("says $says", ({ report, says }) => expect(renderPrincipal(report, paint)).toContain(says));
});

describe("renderFinding()", () => {
  const report: FindingReport = {
    kind: "finding",
    id: "f/1",
    productArn: "arn:p",
    version: "v",
    title: "A decoy\u001b[31m was touched",
    severity: "HIGH",
    outcome: "enriched",
    principals: ["aws/111122223333/role/ci-deploy"],
    excluded: [],
    told: { verdict: "HIGH", evidence: "Impossible travel; CreateUser" },
    note: "Detective verdict HIGH",
  };

  it("tells what the pipeline wrote, without control characters", () => {
    const text = renderFinding(report, paint);
    expect(text).not.toContain("\u001b");
    expect(text).toContain("  principals    role ci-deploy");
    expect(text).toContain("  evidence      Impossible travel\n                CreateUser");
    expect(text).not.toContain("look again");
  });

  it("says how to look again when it was not waited for", () => {
    expect(renderFinding({ ...report, outcome: "requested", told: {} }, paint)).toContain(
      "gumshoe executions list --finding 'f/1'",
    );
  });
});
