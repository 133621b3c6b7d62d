import { describe, expect, it } from "vitest";
import { countOutcomes, settledBefore } from "#domain/enriched.ts";
import type { SettledVersion } from "#domain/finding-record.ts";
import { findingKeyText } from "#domain/key.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const finding = aSlimFinding();
const { productArn, id, version } = finding;
const newer = "2026-03-05T00:00:00.000Z";
const e1 = { executionArn: "e1", startedAt: 1_000 };
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
    expect([...settledBefore([finding], records, e1)]).toEqual(done ? [[finding, settled]] : []);
  });

  const principals = finding.principals.map(({ identity }) => identity);
  const settled = (over: Partial<SettledVersion> = {}) => ({
    settled: { version, outcome: "enriched", principals, executionArn: "e2", settledAt: 2_000, ...over } as const,
  });
  const inFlight = (executionArn: string, flying = version, since = 2_000) => ({
    inFlight: { version: flying, principals, executionArn, since },
  });
  it.each([
    { what: "another execution has enriched this version", record: settled(), outcome: "enriched" },
    { what: "another one had before this began", record: settled({ settledAt: 500 }), outcome: undefined },
    { what: "it is asked for again, and is ours now", record: { ...settled(), ...inFlight("e1") }, outcome: undefined },
    {
      what: "another one has enriched it for other principals",
      record: settled({ principals: [] }),
      outcome: undefined,
    },
    { what: "another one has parked it", record: settled({ outcome: "parked" }), outcome: undefined },
    { what: "another one has written a part of it", record: settled({ outcome: "partial" }), outcome: undefined },
    { what: "another one has this version now", record: inFlight("e2"), outcome: "in-flight" },
    { what: "another one had it before this began", record: inFlight("e2", version, 500), outcome: undefined },
    { what: "another one has a newer version now", record: inFlight("e2", newer), outcome: undefined },
    { what: "it is on its way with us", record: inFlight("e1"), outcome: undefined },
  ])("says $outcome in e1 when $what", ({ record, outcome }) => {
    const records = new Map([[findingKeyText(finding), { productArn, id, ...record }]]);
    expect(settledBefore([finding], records, e1).get(finding)?.outcome).toBe(outcome);
  });

  it("leaves a finding to another execution when nobody knows when this one began", () => {
    const records = new Map([[findingKeyText(finding), { productArn, id, ...inFlight("e2", version, 500) }]]);
    const unknown = { executionArn: "e1", startedAt: undefined };
    expect(settledBefore([finding], records, unknown).get(finding)?.outcome).toBe("in-flight");
  });

  it("knows nothing of a finding without a record", () => {
    expect(settledBefore([finding], new Map(), e1).size).toBe(0);
  });
});

describe("countOutcomes()", () => {
  it("counts what another execution has now as unchanged, and as left to it: its outcome is not known here", () => {
    const elsewhere = { version, principals: [], executionArn: "e2", since: 0, outcome: "in-flight" } as const;
    expect(countOutcomes([], [elsewhere])).toEqual({
      enriched: 0,
      notInvestigable: 0,
      parked: 0,
      unchanged: 1,
      left: 1,
    });
  });

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
