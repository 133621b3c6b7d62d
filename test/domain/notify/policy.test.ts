import { describe, expect, it } from "vitest";
import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import type { Told } from "#domain/notify/change.ts";
import { decide } from "#domain/notify/policy.ts";
import { Settings } from "#domain/settings.ts";
import { aBrief } from "#test/builders/brief.ts";

const settings = Settings.parse({});
const labels = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

const toldOf = (brief: FindingBrief, over: Partial<Told> = {}): Told => ({
  hash: brief.hash,
  parts: brief.parts,
  version: brief.finding.version,
  at: "2026-11-19T02:30:00.000Z",
  how: "message",
  severity: brief.severity.label,
  verdict: brief.verdict,
  ...over,
});
const other = (parts: Partial<FindingBrief["parts"]>, over: Partial<FindingBrief> = {}) =>
  aBrief({ ...over, hash: "f".repeat(16), parts: { ...aBrief().parts, ...parts } });

describe("decide()", () => {
  const grades = labels.flatMap((label, rank) =>
    (["NONE", ...labels] as const).map((verdict) => ({ label, rank, verdict })),
  );
  it.each(grades)(
    "calls people for $label with verdict $verdict when either reaches HIGH",
    ({ label, rank, verdict }) => {
      const calls = [label, verdict].some((one) => one === "HIGH" || one === "CRITICAL");
      expect(decide(aBrief({ severity: { label, rank }, verdict }), undefined, settings).kind).toBe(
        calls ? "message" : "digest",
      );
    },
  );

  it("calls for CRITICAL whatever the floor", () => {
    for (const notifySeverityFloor of labels)
      expect(decide(aBrief(), undefined, { ...settings, notifySeverityFloor }).kind).toBe("message");
  });

  it("calls nobody for what is below the floor when the digest is off", () => {
    const low = aBrief({ severity: { label: "LOW", rank: 1 }, verdict: "NONE" });
    expect(decide(low, undefined, { ...settings, digest: "off" })).toEqual({ kind: "silent", reason: "below-floor" });
  });

  it.each<[string, Partial<FindingBrief>, Partial<typeof settings>]>([
    ["sample", { finding: { ...aBrief().finding, sample: true } }, {}],
    ["product", {}, { notifyProducts: ["Inspector"] }],
    ["account", {}, { notifyAccounts: ["444455556666"] }],
    ["workflow-state", { case: { status: "SUPPRESSED", recordState: "ACTIVE" } }, {}],
  ])("keeps silent because of %s, CRITICAL or not", (reason, over, more) => {
    expect(decide(aBrief(over), undefined, { ...settings, ...more })).toEqual({ kind: "silent", reason });
  });

  it.each<[string, Partial<FindingBrief>, Partial<typeof settings>]>([
    ["the product", {}, { notifyProducts: ["GuardDuty"] }],
    ["the account", {}, { notifyAccounts: ["111122223333"] }],
    ["the state", { case: { status: "RESOLVED", recordState: "ACTIVE" } }, { notifyWorkflowStates: ["RESOLVED"] }],
  ])("tells of what %s is asked for", (_what, over, more) => {
    expect(decide(aBrief(over), undefined, { ...settings, ...more })).toEqual({ kind: "message" });
  });

  it("never tells the same twice, and nothing for another occurrence", () => {
    const again = {
      ...aBrief().finding,
      count: 9,
      lastSeenAt: "2026-11-19T08:00:00.000Z",
      version: "2026-11-19T08:00:00.000Z",
    };
    expect(decide(aBrief({ finding: again }), toldOf(aBrief()), settings)).toEqual({ kind: "silent", reason: "told" });
  });

  it("does not call again when Security Hub sets NOTIFIED back to NEW", () => {
    const reset = other({ case: "ffffffff" }, { case: { status: "NEW", recordState: "ACTIVE" } });
    expect(decide(reset, toldOf(aBrief()), settings)).toEqual({ kind: "silent", reason: "told" });
  });

  it("tells what has changed since", () => {
    const graver = other({ severity: "ffffffff", evidence: "ffffffff" }, { severity: { label: "CRITICAL", rank: 4 } });
    expect(decide(graver, toldOf(aBrief(), { verdict: "HIGH" }), settings)).toEqual({
      kind: "message",
      change: {
        since: "2026-11-19 02:30 UTC",
        what: ["severity from HIGH to CRITICAL", "Detective verdict from HIGH to CRITICAL", "new evidence"],
      },
    });
  });

  it("tells that what people were called for has sunk below the floor", () => {
    const sunk = other({ severity: "ffffffff" }, { severity: { label: "LOW", rank: 1 }, verdict: "NONE" });
    expect(decide(sunk, toldOf(aBrief()), settings).kind).toBe("message");
  });

  it("calls for what the digest has told once it is grave", () => {
    const grave = other({ severity: "ffffffff" });
    expect(decide(grave, toldOf(aBrief(), { how: "digest", severity: "LOW", verdict: "NONE" }), settings).kind).toBe(
      "message",
    );
  });

  it("does not tell an older version after a newer one", () => {
    const older = other(
      { evidence: "ffffffff" },
      { finding: { ...aBrief().finding, version: "2026-11-19T01:00:00Z" } },
    );
    expect(decide(older, toldOf(aBrief()), settings)).toEqual({ kind: "silent", reason: "older-version" });
  });

  it("says in the thread that an investigation failed; the finding itself is told once", () => {
    const failed = other({ principals: "ffffffff" }, { outcome: "parked", verdict: "NONE" });
    expect(decide(failed, toldOf(aBrief()), settings).kind).toBe("thread");
    expect(decide(failed, undefined, settings).kind).toBe("message");
    const mild = { ...failed, severity: { label: "MEDIUM", rank: 2 } } as const;
    expect(decide(mild, undefined, settings).kind).toBe("digest");
  });
});
