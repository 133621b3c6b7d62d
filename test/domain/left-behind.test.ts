import { describe, expect, it } from "vitest";
import type { FindingRecord, SettledVersion } from "#domain/finding-record.ts";
import { findingKeyText } from "#domain/key.ts";
import { anotherAttempt, findingsIn, reasonToLeave } from "#domain/left-behind.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const finding = aSlimFinding();
const { productArn, id, version } = finding;
const newer = "2026-03-05T00:00:00.000Z";
const principals = finding.principals.map(({ identity }) => identity);

describe("findingsIn()", () => {
  const group = { principals: [], findings: [finding] };

  it("answers the findings of all groups", () => {
    expect(findingsIn(JSON.stringify({ v: 1, groups: [group, group] }))).toEqual([finding, finding]);
  });

  it.each([
    { what: "is missing", input: undefined },
    { what: "is no JSON", input: "{" },
    { what: "is of another machine", input: '{"orderId":7}' },
    { what: "is of another version", input: JSON.stringify({ v: 2, groups: [group] }) },
    { what: "nests too deep", input: "[".repeat(100) },
  ])("answers undefined when the input $what", ({ input }) => {
    expect(findingsIn(input)).toBeUndefined();
  });
});

describe("reasonToLeave()", () => {
  const settled = (over: Partial<SettledVersion> = {}): Partial<FindingRecord> => ({
    settled: { version, outcome: "enriched", principals, executionArn: "e2", ...over },
  });
  const inFlight = (over: object = {}): Partial<FindingRecord> => ({
    inFlight: { version, principals, executionArn: "e2", since: 0, ...over },
  });
  it.each([
    { what: "nothing is known of it", record: undefined, reason: undefined },
    { what: "it is on its way in this execution", record: inFlight({ executionArn: "e1" }), reason: undefined },
    { what: "another execution has taken it on", record: inFlight(), reason: "in-flight" },
    { what: "another has taken on a newer version", record: inFlight({ version: newer }), reason: "in-flight" },
    {
      what: "another has taken on an older version alone",
      record: inFlight({ version: "2026-01-01T00:00:00Z" }),
      reason: undefined,
    },
    { what: "it is enriched", record: settled(), reason: "already-covered" },
    {
      what: "this execution has parked it",
      record: settled({ outcome: "parked", executionArn: "e1" }),
      reason: "already-covered",
    },
    { what: "an older version alone is enriched", record: settled({ version: "2026-01-01T00:00:00Z" }) },
  ])("answers $reason when $what", ({ record, reason }) => {
    const records = new Map(record ? [[findingKeyText(finding), { productArn, id, ...record }]] : []);
    expect(reasonToLeave(finding, records, "e1")).toBe(reason);
  });
});

describe("anotherAttempt()", () => {
  it("counts the attempt and asks for work whatever covers the finding", () => {
    expect(anotherAttempt(finding)).toEqual({ ...finding, attempt: 1, requested: true });
  });
});
