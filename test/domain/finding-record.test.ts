import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SlimFinding } from "#domain/contract.ts";
import {
  type FindingRecord,
  type InFlight,
  newerVersion,
  type SettledVersion,
  skipReason,
  stillOwed,
} from "#domain/finding-record.ts";
import { parseInstant } from "#domain/instant.ts";
import { findingKeyText } from "#domain/key.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const [alice, bob] = [aPrincipal({ name: "alice" }), aPrincipal({ name: "bob" })];
const [v1, v2, v3] = ["2026-03-04T10:10:00.000Z", "2026-03-04T10:20:00.000Z", "2026-03-04T10:30:00.000Z"] as const;
const finding = aSlimFinding({ version: v2, lastActivityAt: "2026-03-04T10:00:00.000Z", principals: [alice] });
const lastAt = Date.parse(finding.lastActivityAt);
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:one";

const settled = (overrides: Partial<SettledVersion> = {}): Pick<FindingRecord, "settled"> => ({
  settled: { version: v2, outcome: "enriched", principals: [alice.identity], executionArn, ...overrides },
});
const inFlight = (overrides: Partial<InFlight> = {}): Pick<FindingRecord, "inFlight"> => ({
  inFlight: { version: v2, principals: [alice.identity], executionArn, since: lastAt, ...overrides },
});
const recordOf = (parts: Partial<FindingRecord>): FindingRecord => ({
  id: finding.id,
  productArn: finding.productArn,
  ...parts,
});
const both = [alice.identity, bob.identity];

type Case = [
  what: string,
  record: Partial<FindingRecord>,
  expected: string | undefined,
  overrides?: Partial<SlimFinding>,
];
const cases: Case[] = [
  ["nothing was ever settled", {}, undefined],
  ["this version is enriched", settled(), "already-covered"],
  [
    "this version, spelled otherwise, is enriched",
    settled({ version: "2026-03-04 10:20:00.000000000" }),
    "already-covered",
  ],
  ["this version is enriched and names more now", settled(), undefined, { principals: [alice, bob] }],
  ["this version is enriched and names fewer now", settled({ principals: both }), "already-covered"],
  ["this version turned out not investigable", settled({ outcome: "not-investigable" }), "already-covered"],
  [
    "it names nobody, and is settled so",
    settled({ outcome: "not-investigable", principals: [] }),
    "already-covered",
    { principals: [] },
  ],
  ["a newer version is enriched", settled({ version: v3 }), "already-covered"],
  ["a newer version is enriched that names others", settled({ version: v3, principals: [bob.identity] }), undefined],
  ["an older version covers the last activity", settled({ version: v1, coveredUntil: lastAt }), "already-covered"],
  ["an older version covers all but the last ms", settled({ version: v1, coveredUntil: lastAt - 1 }), undefined],
  ["an older version investigated nothing", settled({ version: v1, outcome: "not-investigable" }), undefined],
  ["an older version covers it for others", settled({ version: v1, coveredUntil: lastAt, principals: [] }), undefined],
  [
    "an older version covers it but was not written",
    settled({ version: v1, outcome: "parked", coveredUntil: lastAt }),
    undefined,
  ],
  ["this version is partly written, all it names", settled({ outcome: "partial" }), "already-covered"],
  [
    "this version is partly written, the rest parked",
    settled({ outcome: "partial", principals: [] }),
    "waiting-for-replay",
  ],
  ["this version is parked", settled({ outcome: "parked", principals: [] }), "waiting-for-replay"],
  ["this version is parked for want of the write alone", settled({ outcome: "parked" }), "waiting-for-replay"],
  ["a newer version is parked", settled({ version: v3, outcome: "parked", principals: [] }), "waiting-for-replay"],
  ["an older version is parked", settled({ version: v1, outcome: "parked", principals: [] }), undefined],
  ["this version is on its way", inFlight(), "in-flight"],
  ["this version is on its way with more", inFlight({ principals: both }), "in-flight"],
  ["this version is on its way with fewer", inFlight(), undefined, { principals: [alice, bob] }],
  ["a newer version is on its way", inFlight({ version: v3 }), "in-flight"],
  ["an older version is on its way", inFlight({ version: v1 }), undefined],
  [
    "this version is replayed right now",
    { ...settled({ outcome: "parked", principals: [] }), ...inFlight() },
    "in-flight",
  ],
];

describe("skipReason()", () => {
  it.each(cases)("decides when %s", (_what, parts, expected, overrides) => {
    expect(skipReason(recordOf(parts), { ...finding, ...overrides })).toBe(expected);
  });

  it.each(cases)("never skips what was asked for, even when %s", (_what, parts, _expected, overrides) => {
    expect(skipReason(recordOf(parts), { ...finding, ...overrides, requested: true })).toBeUndefined();
  });

  it("skips nothing when the finding has no record", () => {
    expect(skipReason(undefined, finding)).toBeUndefined();
  });
});

describe("stillOwed()", () => {
  const other = "arn:aws:states:eu-west-1:111122223333:execution:investigate:another";
  const asked = { requested: true };
  const owedCases: [
    what: string,
    record: Partial<FindingRecord> | undefined,
    owed: boolean,
    overrides?: Partial<SlimFinding>,
  ][] = [
    ["has no record", undefined, true],
    ["was never settled", inFlight(), true],
    ["is settled at an older version", settled({ version: v1, coveredUntil: lastAt }), true],
    ["is settled by this execution", settled(), false],
    ["is parked by this execution", settled({ outcome: "parked", principals: [] }), false],
    ["is enriched by another execution", settled({ executionArn: other }), false],
    ["is enriched by another execution for fewer", settled({ executionArn: other, principals: [] }), true],
    ["is parked by another execution", settled({ executionArn: other, outcome: "parked", principals: [] }), false],
    ["was asked for and is settled by this execution", settled({ outcome: "parked", principals: [] }), false, asked],
    ["was asked for and is parked since before", settled({ executionArn: other, outcome: "parked" }), true, asked],
    ["was asked for and is enriched since before", settled({ executionArn: other }), true, asked],
  ];

  it.each(owedCases)("decides when the finding %s", (_what, parts, owed, overrides) => {
    const records = new Map(parts ? [[findingKeyText(finding), recordOf(parts)]] : []);
    const one = { ...finding, ...overrides };
    expect(stillOwed([one], records, executionArn)).toEqual(owed ? [one] : []);
  });
});

describe("newerVersion()", () => {
  it.each([
    ["the instant is later", v2, v1, true],
    ["the instant is earlier", v1, v2, false],
    ["both are the same", v1, v1, false],
    ["the zone makes it later", "2026-03-04T10:00:00-05:00", "2026-03-04T14:59:00Z", true],
    ["one names no instant", v1, "zzz", true],
    ["neither names an instant, by text", "v10", "v09", true],
    ["the instant is the same, spelled otherwise", "2026-03-04T10:00:00Z", "2026-03-04T10:00:00.000Z", false],
  ])("answers when %s", (_what, a, b, expected) => {
    expect(newerVersion(a, b)).toBe(expected);
  });

  it("orders any versions: of two different ones exactly one is newer, and newer than newer is newer", () => {
    const spelled = fc.constantFrom(v1, v2, "2026-03-04 10:20:00.000000000", "2026-03-04T11:20:00+01:00");
    const versions = fc.oneof(spelled, fc.string());
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        const same = a === b || (parseInstant(a) !== undefined && parseInstant(a) === parseInstant(b));
        expect(Number(newerVersion(a, b)) + Number(newerVersion(b, a))).toBe(same ? 0 : 1);
        if (newerVersion(a, b) && newerVersion(b, c)) expect(newerVersion(a, c)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
