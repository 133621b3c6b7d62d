import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dimensionValues, type Measure, measuresOf, measuresOfSweep, measuring, metrics } from "#domain/measure.ts";

const told = (measures: readonly Measure[]) =>
  measures.map(({ metric, value, by }) => `${metric} ${value}${by ? ` ${JSON.stringify(by)}` : ""}`);

describe("measuresOf()", () => {
  it.each([
    ["ingest", { outcome: "started", findingId: "f-1" }, ["FindingsIn 1"]],
    ["ingest", { outcome: "added", findingId: "f-1" }, ["FindingsIn 1", "FindingsJoined 1"]],
    [
      "ingest",
      { outcome: "skipped", reason: "already-covered" },
      ["FindingsIn 1", "FindingsSkipped 1", 'FindingsSkipped 1 {"reason":"already-covered"}'],
    ],
    [
      "ingest",
      { outcome: "rejected", reason: "invalid-json" },
      ["FindingsIn 1", "FindingsRejected 1", 'FindingsRejected 1 {"reason":"invalid-json"}'],
    ],
    ["start-or-join", { outcome: "started", principalArn: "arn" }, ["InvestigationsStarted 1"]],
    ["start-or-join", { outcome: "adopted" }, ["InvestigationsJoined 1"]],
    ["start-or-join", { outcome: "failed", reason: "SetupFault" }, ["InvestigationsFailed 1", "DetectiveRefused 1"]],
    ["check", { outcome: "missed", reason: "Throttled" }, ["DetectiveMissed 1"]],
    ["check", { outcome: "missed", reason: "ClaimInProgress" }, []],
    ["check", { outcome: "investigated" }, []],
    [
      "enrich",
      { outcome: "enriched", ms: 181_400, lagMs: 2_600 },
      ["FindingsEnriched 1", "EnrichSeconds 181", "LagSeconds 3"],
    ],
    [
      "enrich",
      { outcome: "parked", reason: "setup-fault" },
      ["FindingsParked 1", 'FindingsParked 1 {"reason":"setup-fault"}'],
    ],
    [
      "enrich",
      { outcome: "unprocessed", code: "FindingSizeExceeded" },
      ["FindingsUnprocessed 1", 'FindingsUnprocessed 1 {"code":"FindingSizeExceeded"}'],
    ],
    ["sweep", { outcome: "put-back", reason: "workflow-failed" }, []],
    ["someone-else", { outcome: "started" }, []],
  ] as const)("of %s counts %j", (step, line, expected) => {
    expect(told(measuresOf(step, line))).toEqual(expected);
  });

  it("never makes a dimension of what anybody may write", () => {
    const known = new Set(dimensionValues);
    const outcomes = Object.entries(measuring).flatMap(([step, of]) =>
      Object.keys(of).map((outcome) => ({ step, outcome })),
    );
    const texts = fc.oneof(fc.string(), fc.constantFrom(...known));
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), texts, texts, ({ step, outcome }, reason, code) => {
        const facets = measuresOf(step, { outcome, reason, code, findingId: reason }).flatMap(({ by }) => by ?? []);
        expect(facets.flatMap((by) => Object.values(by)).filter((value) => !known.has(value))).toEqual([]);
      }),
    );
  });
});

describe("docs/alarms.md", () => {
  it("says of every metric what it counts", () => {
    const rows = [...readFileSync("docs/alarms.md", "utf8").matchAll(/^\| ((?:`[A-Z]\w+`(?:, )?)+) \|/gm)];
    const told = rows.flatMap(([, cell = ""]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(told.toSorted()).toEqual(Object.keys(metrics).toSorted());
  });
});

describe("measuresOfSweep()", () => {
  it("tells of a round without anything forgotten too", () => {
    expect(told(measuresOfSweep({ putBack: 0, lost: 0 }))).toEqual(["ConservationGap 0", "FindingsLost 0"]);
    expect(told(measuresOfSweep({ putBack: 2, lost: 1 }))).toEqual(["ConservationGap 3", "FindingsLost 1"]);
  });
});
