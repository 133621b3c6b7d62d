import { describe, expect, it } from "vitest";
import type { FindingRecord } from "#domain/finding-record.ts";
import { groundings, triage } from "#domain/intake.ts";
import { findingKeyText } from "#domain/key.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const finding = aSlimFinding();
const { productArn, id, version } = finding;
const principals = finding.principals.map(({ identity }) => identity);
const recordsWith = (record: Partial<FindingRecord>) =>
  new Map([[findingKeyText(finding), { productArn, id, ...record }]]);
const inFlightIn = (executionArn: string, flying = version) =>
  recordsWith({ inFlight: { version: flying, principals, executionArn, since: 0 } });
const settledBy = (executionArn: string) =>
  recordsWith({ settled: { version, outcome: "enriched", principals, executionArn } });

describe("triage()", () => {
  it.each([
    { what: "an unknown finding", item: {}, records: new Map(), verdict: "taken, attempt 0" },
    { what: "one on its way", item: {}, records: inFlightIn("e1"), verdict: "skipped: in-flight" },
    { what: "an enriched one", item: {}, records: settledBy("e1"), verdict: "skipped: already-covered" },
    {
      what: "what a failed execution owes",
      item: { leftBy: "e1" },
      records: inFlightIn("e1"),
      verdict: "taken, attempt 1",
    },
    {
      what: "what an execution has that was redriven since",
      item: { leftBy: "e1", stillAtWork: true },
      records: inFlightIn("e1"),
      verdict: "skipped: in-flight",
    },
    { what: "what it never marked", item: { leftBy: "e1" }, records: new Map(), verdict: "taken, attempt 1" },
    { what: "what it settled", item: { leftBy: "e1" }, records: settledBy("e1"), verdict: "skipped: already-covered" },
    { what: "what another took on", item: { leftBy: "e1" }, records: inFlightIn("e2"), verdict: "skipped: in-flight" },
    {
      what: "what another has at an older version",
      item: { leftBy: "e1" },
      records: inFlightIn("e2", "2026-03-01T00:00:00.000Z"),
      verdict: "taken, attempt 1",
    },
    {
      what: "one attempt too many",
      item: { finding: aSlimFinding({ attempt: 6, requested: true }) },
      records: new Map(),
      verdict: "exhausted",
    },
    {
      what: "one attempt too many, left by a failed execution",
      item: { finding: aSlimFinding({ attempt: 5 }), leftBy: "e1" },
      records: new Map(),
      verdict: "exhausted",
    },
    {
      what: "the last attempt",
      item: { finding: aSlimFinding({ attempt: 5, requested: true }) },
      records: settledBy("e1"),
      verdict: "taken, attempt 5",
    },
  ])("answers `$verdict` for $what", ({ item, records, verdict }) => {
    const { taken, skipped, exhausted } = triage([{ messageId: "m", finding, ...item }], records, 5);
    const told = [
      ...taken.map((one) => `taken, attempt ${one.finding.attempt}`),
      ...skipped.map(({ reason }) => `skipped: ${reason}`),
      ...exhausted.map(() => "exhausted"),
    ];
    expect(told).toEqual([verdict]);
  });
});

describe("groundings()", () => {
  it("ends the flight of the version that is given up, and of no other", () => {
    const grounded = { productArn, id, version, outcome: "parked", principals: [], executionArn: "e1" };
    expect(groundings([{ finding }], inFlightIn("e1"))).toEqual([grounded]);
    expect(groundings([{ finding }], inFlightIn("e1", "2026-03-05T00:00:00.000Z"))).toEqual([]);
    expect(groundings([{ finding }], new Map())).toEqual([]);
  });
});
