import { beforeAll, describe, expect, it } from "vitest";
import { localRun } from "#cli/commands/local-run.ts";
import { feedItems } from "#cli/feed.ts";
import type { LocalRunReport } from "#cli/local-report.ts";
import type { Observation } from "#local/cloud.ts";
import { accountId, aFinding, noon, product, region, roleArn } from "./local-aws.ts";

const marker = "ignore-previous-instructions";
const id = (name: string) => `arn:aws:example:${region}:${accountId}:${name}`;

/** A finding that is fine but for what is given. */
const bare = (name: string, over: object = {}) => JSON.stringify(aFinding(id(name), [`role-of-${name}`], over));

/** The same in an event that is ready to be investigated. */
const event = (findings: readonly object[], over: object = {}) =>
  JSON.stringify({
    version: "0",
    id: "8f3c1f6e-0b1d-4b8e-9a53-0a1b2c3d4e5f",
    "detail-type": "Security Hub Findings - Imported",
    source: "aws.securityhub",
    account: accountId,
    time: "2026-11-20T11:59:00Z",
    region,
    resources: [],
    detail: { findings },
    ...over,
  });

const ready = (name: string, over: object = {}) =>
  aFinding(id(name), [`role-of-${name}`], { UserDefinedFields: { investigate: "true" }, ...over });

const times = (at: string) => ({ FirstObservedAt: at, LastObservedAt: at, CreatedAt: at, UpdatedAt: at });

const nested = (levels: number, inner = "") => `${'{"a":'.repeat(levels)}{${inner}}${"}".repeat(levels)}`;

/** Text in the place of a member, where JSON.stringify could not write it. */
const withRaw = (json: string, raw: string) => json.replace(`"@raw"`, () => raw);

const principals500 = Array.from({ length: 500 }, (_, n) => ({
  Type: "AwsIamRole",
  Id: roleArn(`crowd-${n}`),
  Partition: "aws",
  Region: region,
}));
const resources1000 = Array.from({ length: 1_000 }, (_, n) => ({
  Type: n === 999 ? "AwsIamRole" : "AwsS3Bucket",
  Id: n === 999 ? roleArn("needle") : `arn:aws:s3:::hay-${n}`,
  Partition: "aws",
  Region: region,
}));

interface Case {
  readonly name: string;
  readonly line: string;
  /** Of its finding; without, the input names none. */
  readonly outcome?: string;
  readonly reason?: string;
}

const cases: readonly Case[] = [
  { name: "good-first", line: bare("good-first"), outcome: "enriched" },
  { name: "malformed JSON", line: `{"detail-type": "${marker}`, reason: "invalid-json" },
  { name: "a scalar", line: "42", reason: "unknown-event" },
  { name: "an object that means nothing", line: `{"${marker}":1}`, reason: "unknown-event" },
  { name: "an unknown event", line: event([], { "detail-type": marker, source: marker }), reason: "unknown-event" },
  { name: "an event with garbage for detail", line: event([], { detail: marker }), reason: "no-finding" },
  {
    name: "an event whose finding is null",
    line: event([], { detail: { findings: [null] } }),
    reason: "invalid-finding",
  },
  { name: "a bare finding without an id", line: bare("no-id", { Id: undefined }), reason: "invalid-finding" },
  { name: "an event of a finding without an id", line: event([ready("x", { Id: 7 })]), reason: "invalid-finding" },
  {
    name: "a finding without a time",
    line: bare("no-time", { UpdatedAt: marker, CreatedAt: 1 }),
    reason: "invalid-finding",
  },
  { name: "a million levels", line: "[".repeat(1_000_000), reason: "invalid-json" },
  { name: "bare, 10,000 levels", line: nested(10_000, '"Id":"x","ProductArn":"y"'), reason: "nested-too-deep" },
  {
    name: "10,000 levels in an event",
    line: withRaw(event([ready("deep-event", { Deep: "@raw" })]), nested(10_000)),
    reason: "nested-too-deep",
  },
  {
    name: "10,000 levels in a bare finding",
    line: withRaw(bare("deep-bare", { Deep: "@raw" }), nested(10_000)),
    reason: "nested-too-deep",
  },
  { name: "10,000 wrappers", line: `${'{"event":'.repeat(10_000)}{}${"}".repeat(10_000)}`, reason: "nested-too-deep" },
  {
    name: "4 MB in one finding",
    line: bare("megabytes", { Title: "漢".repeat(900_000) }),
    reason: "finding-too-large",
  },
  {
    name: "large-ascii",
    line: event([ready("large-ascii", { Description: marker.repeat(11_000) })]),
    outcome: "parked",
    reason: "finding-size-exceeded",
  },
  {
    name: "large-bare",
    line: bare("large-bare", { Description: "x".repeat(300_000) }),
    outcome: "parked",
    reason: "finding-size-exceeded",
  },
  {
    name: "large-multibyte",
    line: event([ready("large-multibyte", { Description: "漢".repeat(100_000) })]),
    outcome: "parked",
    reason: "finding-size-exceeded",
  },
  {
    name: "long-title",
    line: event([ready("long-title", { Title: marker.repeat(35_000) })]),
    outcome: "parked",
    reason: "finding-size-exceeded",
  },
  { name: "good-middle", line: event([ready("good-middle")]), outcome: "enriched" },
  {
    name: "proto-event",
    line: withRaw(
      event([ready("proto-event", { raw: "@raw" })]),
      `1,"__proto__":{"Id":"${marker}"},"constructor":{"prototype":{}}`,
    ),
    outcome: "enriched",
  },
  {
    name: "proto-bare",
    line: withRaw(
      bare("proto-bare", { raw: "@raw" }),
      `1,"__proto__":{"UserDefinedFields":{"investigate":"no"}},"toString":0`,
    ),
    outcome: "enriched",
  },
  { name: "proto as an event", line: `{"__proto__":${event([ready("never")])}}`, reason: "unknown-event" },
  { name: "surrogate-title", line: bare("surrogate-title", { Title: `\ud800 ${marker} \udc00` }), outcome: "enriched" },
  {
    name: "surrogate-key",
    line: bare("surrogate-key", { ProductFields: { "\ud800": "\udfff" } }),
    outcome: "enriched",
  },
  { name: "surrogate-id\ufffd", line: bare("surrogate-id\ud800"), outcome: "parked", reason: "finding-not-found" },
  {
    name: "huge-numbers",
    line: withRaw(bare("huge-numbers", { Criticality: "@raw", Confidence: -1e308 }), "1e999"),
    outcome: "enriched",
  },
  {
    name: "huge-severity",
    line: withRaw(bare("huge-severity", { Severity: { Normalized: "@raw" } }), "1e999"),
    outcome: "enriched",
  },
  { name: "thousand-resources", line: bare("thousand-resources", { Resources: resources1000 }), outcome: "enriched" },
  { name: "crowd", line: bare("crowd", { Resources: principals500 }), outcome: "enriched" },
  { name: "year-9999", line: bare("year-9999", times("9999-12-31T23:59:59.999Z")), outcome: "enriched" },
  { name: "year-1970", line: bare("year-1970", times("1970-01-01T00:00:00Z")), outcome: "enriched" },
  {
    name: "garbage-activity",
    line: bare("garbage-activity", { FirstObservedAt: marker, LastObservedAt: 7 }),
    outcome: "enriched",
  },
  {
    name: "types",
    line: bare("types", { Types: 7, Title: [marker], Severity: "HIGH", Workflow: [], Note: 1, ProductFields: [] }),
    outcome: "skipped",
    reason: "no-rule-matched",
  },
  {
    name: "resources-null",
    line: bare("resources-null", { Resources: [null, 7, [], { Type: {}, Id: [] }] }),
    outcome: "skipped",
    reason: "no-rule-matched",
  },
  {
    name: "links",
    line: bare("links", {
      Title: `https://${marker}.example/title`,
      Description: "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
      SourceUrl: `https://${marker}.example/source`,
      Remediation: { Recommendation: { Text: "see", Url: `https://${marker}.example/mend` } },
      ProductFields: { "aws/securityhub/link": `https://${marker}.example/link`, endpoint: "http://203.0.113.9:8080" },
      Resources: [
        { Type: "AwsIamRole", Id: roleArn("links"), Partition: "aws", Region: `${marker}.example/` },
        { Type: "Other", Id: `https://${marker}.example/resource` },
      ],
    }),
    outcome: "enriched",
  },
  { name: "good-last", line: bare("good-last"), outcome: "enriched" },
];

describe("hostile input, all of it at once among findings that are in order", () => {
  const items = feedItems(cases.map(({ line }) => line).join("\n"));
  const seen: Observation[] = [];
  let report: LocalRunReport;

  beforeAll(async () => {
    const home = { accountId, region, partition: "aws" };
    const watch = (observation: Observation) => seen.push(observation);
    report = await localRun({ items, assembly: "cdk.out", home, startAtMs: noon, realTime: false, watch });
  });

  it("is one item each", () => {
    expect(items).toHaveLength(cases.length);
  });

  it.each(cases.map((each, at) => ({ ...each, at })))("$name comes to its own end", ({ name, outcome, reason, at }) => {
    const rows = report.findings.filter((row) => row.id === id(name));
    if (outcome === undefined) {
      expect(rows).toEqual([]);
      expect(items[at]?.rejected).toMatchObject([{ reason }]);
    } else {
      expect(rows).toMatchObject([{ outcome, productArn: product, ...(reason && { reason }) }]);
      expect(items[at]?.rejected).toEqual([]);
    }
  });

  it("is accounted for, item by item", () => {
    const outcomes = cases.map(({ outcome }) => outcome ?? "rejected");
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    expect(report.conservation).toEqual({
      in: cases.length,
      enriched: count("enriched"),
      notInvestigable: 0,
      skipped: count("skipped"),
      parked: count("parked"),
      rejected: count("rejected"),
      holds: true,
    });
    expect(report.rejected.map(({ reason }) => reason)).toEqual(
      cases.flatMap(({ outcome, reason }) => (outcome === undefined ? [reason] : [])),
    );
  });

  it("has 40 principals of a crowd investigated and the rest told as beyond the limit", () => {
    const crowd = report.findings.find((row) => row.id === id("crowd"));
    const outcomes = crowd?.principals.map((principal) => principal.reason ?? principal.outcome) ?? [];
    expect(outcomes.filter((outcome) => outcome === "investigated")).toHaveLength(40);
    expect(new Set(outcomes.slice(40))).toEqual(new Set(["principal-limit"]));
  });

  it("fails no execution, and no function but while a finding may still be on its way", () => {
    const failures = seen.flatMap((each) => (each.kind === "invocation" ? (each.failure?.errorType ?? []) : []));
    expect(new Set(failures)).toEqual(new Set(["FindingNotImported"]));
    expect(report.executions.filter(({ status }) => status !== "SUCCEEDED")).toEqual([]);
  });

  it("has no link followed: no function asks anybody but the local AWS", () => {
    const lines = seen.flatMap((each) => (each.kind === "log" ? [each.line] : []));
    expect(lines.filter((line) => line.includes("Cannot connect to"))).toEqual([]);
  });

  it("reaches no log line with its words, and no bus event but for the brief, which is made of them", () => {
    const told = seen.flatMap((each) => {
      if (each.kind === "log") return [each.line];
      if (each.kind !== "event-put") return [];
      const { brief: _, ...others } = JSON.parse(each.detail);
      return [JSON.stringify(others)];
    });
    expect(told.length).toBeGreaterThan(cases.length);
    expect(told.filter((text) => text.includes(marker))).toEqual([]);
  });
});
