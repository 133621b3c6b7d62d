import { beforeAll, describe, expect, it } from "vitest";
import { localRun } from "#cli/commands/local-run.ts";
import { feedItems } from "#cli/feed.ts";
import { homeOf, startOf } from "#cli/home.ts";
import type { LocalRunReport } from "#cli/local-report.ts";
import { synthesized } from "#cli/synth.ts";
import { aCustomActionEvent, aGuardDutyEvent, anImportedEvent, anImportedV2Event } from "#test/builders/event.ts";
import { aGuardDutyFinding, anAccessKeyResource, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";

let assembly: string;
beforeAll(async () => {
  assembly = await synthesized({ directGuardDuty: true, findingsV2: true }, () => {});
}, 120_000);

const run = (...inputs: readonly unknown[]): Promise<LocalRunReport> => {
  const items = feedItems(JSON.stringify(inputs));
  const startAtMs = startOf(items, Date.UTC(2026, 2, 4, 12));
  return localRun({ items, assembly, home: homeOf(items), startAtMs, realTime: false, watch: () => {} });
};

const product = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
const id = "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1";
const version = "2026-03-04T10:20:00.000Z";
const newer = "2026-03-04T11:20:00.000Z";

/** Marked as a finding that the automation rule has seen. */
const marked = (overrides: object = {}) => anAsffFinding({ UserDefinedFields: { investigate: "true" }, ...overrides });
const enriched = (updatedAt: string) => ({ id, productArn: product, updatedAt, outcome: "enriched" });

describe("localRun()", () => {
  it.each([
    { what: "the same bare finding twice", inputs: [anAsffFinding(), anAsffFinding()], rows: [enriched(version)] },
    {
      what: "the same event twice",
      inputs: [anImportedEvent(marked()), anImportedEvent(marked())],
      rows: [enriched(version)],
    },
    {
      what: "its event from member and administrator account",
      inputs: [anImportedEvent(marked()), { ...anImportedEvent(marked()), account: "444455556666", id: "other" }],
      rows: [enriched(version)],
    },
    {
      what: "a GuardDuty event and the import of the same version",
      inputs: [aGuardDutyEvent(), anImportedEvent(marked())],
      rows: [enriched(version)],
    },
    {
      what: "a bare GuardDuty finding and the bare finding that Security Hub makes of it",
      inputs: [aGuardDutyFinding(), anAsffFinding()],
      rows: [enriched(version)],
    },
    {
      what: "a version and a newer one",
      inputs: [anAsffFinding(), anAsffFinding({ UpdatedAt: newer })],
      rows: [{ updatedAt: version }, enriched(newer)],
    },
    {
      what: "a bare finding and then an older version, which Security Hub does not take",
      inputs: [anAsffFinding({ UpdatedAt: newer }), anAsffFinding()],
      rows: [enriched(newer), { updatedAt: version, outcome: "skipped", reason: "superseded" }],
    },
    {
      what: "an event and then one about an older version",
      inputs: [anImportedEvent(marked({ UpdatedAt: newer })), anImportedEvent(marked())],
      rows: [enriched(newer), { updatedAt: version }],
    },
  ])("gives each finding version one row for $what", async ({ inputs, rows }) => {
    const report = await run(...inputs);
    expect(report.findings).toMatchObject(rows);
    expect(report.findings.map(({ outcome }) => outcome)).not.toContain("parked");
    expect(report.conservation).toMatchObject({ in: rows.length, holds: true });
    expect(report.calls["Detective.StartInvestigation"]).toBe(1);
  });

  it("takes the good findings of a custom action and rejects the bad one, which waits by itself", async () => {
    const event = aCustomActionEvent(
      anAsffFinding(),
      anAsffFinding({ Id: undefined }),
      anAsffFinding({ Id: `${id}2` }),
    );
    const target = "arn:aws:securityhub:eu-west-1:111122223333:action/custom/Investigate";
    const report = await run({ ...event, resources: [target] });
    expect(report.findings).toMatchObject([enriched(version), { ...enriched(version), id: `${id}2` }]);
    expect(report.rejected).toEqual([{ reason: "invalid-finding" }]);
    expect(report.deadLetter).toEqual([{ reason: "invalid-finding" }]);
    expect(report.conservation).toMatchObject({ in: 3, enriched: 2, rejected: 1, holds: true });
  });

  it("knows a bare OCSF finding by the identity of its ASFF side", async () => {
    const report = await run(anOcsfFinding(), anImportedV2Event());
    expect(report.findings).toMatchObject([enriched(version)]);
  });

  it("keeps what people wrote when GuardDuty tells of a newer version", async () => {
    const Note = { Text: "Called the owner", UpdatedBy: "ines", UpdatedAt: version };
    const report = await run(
      anImportedEvent(marked({ Note })),
      aGuardDutyEvent(aGuardDutyFinding({ updatedAt: newer })),
    );
    expect(report.findings).toMatchObject([{ note: Note.Text }, { note: Note.Text, outcome: "enriched" }]);
  });

  it("reports what matches no rule as skipped, and an event without findings as rejected alone", async () => {
    const quiet = anAsffFinding({ Severity: { Label: "LOW" } });
    const report = await run(quiet, { ...anImportedEvent(), "detail-type": "Security Hub Insight Results" });
    expect(report.findings).toMatchObject([{ outcome: "skipped", reason: "no-rule-matched", principals: [] }]);
    expect(report.rejected).toEqual([{ reason: "no-finding" }]);
    expect(report.conservation).toMatchObject({ in: 2, skipped: 1, rejected: 1, holds: true });
  });

  it("plays in the account, Region and partition of the input", async () => {
    const report = await run(
      anAsffFinding({
        Region: "us-gov-west-1",
        AwsAccountId: "444455556666",
        ProductArn: "arn:aws-us-gov:securityhub:us-gov-west-1::product/aws/guardduty",
        Id: "arn:aws-us-gov:guardduty:us-gov-west-1:444455556666:detector/d/finding/f",
        Resources: [{ ...anAccessKeyResource(), Partition: "aws-us-gov" }],
      }),
    );
    expect(report.findings).toMatchObject([
      { outcome: "enriched", principals: [{ arn: "arn:aws-us-gov:iam::444455556666:role/deploy" }] },
    ]);
  });
});
