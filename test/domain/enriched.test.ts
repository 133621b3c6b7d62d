import { describe, expect, it } from "vitest";
import { countOutcomes, settledBefore } from "#domain/enriched.ts";
import type { SettledVersion } from "#domain/finding-record.ts";
import { findingKeyText } from "#domain/key.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const finding = aSlimFinding();
const { productArn, id, version } = finding;
const newer = "2026-03-05T00:00:00.000Z";
const older = "2026-03-01T00:00:00.000Z";

describe("settledBefore()", () => {
  it.each([
    { by: "e1", at: version, outcome: "enriched", done: true },
    { by: "e1", at: newer, outcome: "parked", done: true },
    { by: "e1", at: older, outcome: "enriched", done: false },
    { by: "e2", at: version, outcome: "enriched", done: false },
    { by: "e2", at: newer, outcome: "enriched", done: true },
    { by: "e2", at: newer, outcome: "parked", done: true },
  ] as const)("is $done in e1 when $by settled $at as $outcome", ({ by, at, outcome, done }) => {
    const settled: SettledVersion = { version: at, outcome, principals: [], executionArn: by };
    const records = new Map([[findingKeyText(finding), { productArn, id, settled }]]);
    expect([...settledBefore([finding], records, "e1")]).toEqual(done ? [[finding, settled]] : []);
  });

  it("knows nothing of a finding without a record", () => {
    expect(settledBefore([finding], new Map(), "e1").size).toBe(0);
  });
});

describe("countOutcomes()", () => {
  it("counts each finding version once, those settled before as unchanged", () => {
    const outcomes = ["enriched", "partial", "parked", "not-investigable"] as const;
    const before = outcomes.map((outcome) => ({ version, outcome, principals: [], executionArn: "e1" }));
    expect(countOutcomes([], before)).toEqual({
      enriched: 2,
      notInvestigable: 1,
      parked: 1,
      unchanged: 4,
    });
  });
});
