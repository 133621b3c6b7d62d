import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feedItems } from "#cli/feed.ts";
import {
  aGuardDutyEvent,
  anExecutionEndedEvent,
  anImportedEvent,
  anImportedV2Event,
  aReplayEnvelope,
} from "#test/builders/event.ts";
import { aGuardDutyFinding, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";

const id = "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1";
const productArn = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
const version = "2026-03-04T10:20:00.000Z";

const feed = (...values: readonly unknown[]) => feedItems(JSON.stringify(values));

/** As the SDK answers it: every key with a capital. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), pascal(inner)]),
  );
}

describe("feedItems()", () => {
  it.each([
    { what: "an event", value: anImportedEvent(), kind: "event" },
    { what: "a wrapped event", value: { event: anImportedEvent() }, kind: "event" },
    { what: "a GuardDuty event", value: aGuardDutyEvent(), kind: "event" },
    { what: "an OCSF event", value: anImportedV2Event(), kind: "event" },
    { what: "a bare ASFF finding", value: anAsffFinding(), kind: "finding" },
    { what: "a bare finding in a wrapper", value: { event: anAsffFinding() }, kind: "finding" },
    { what: "an answer of GetFindings", value: { Findings: [anAsffFinding()] }, kind: "finding" },
    { what: "a bare GuardDuty finding", value: aGuardDutyFinding(), kind: "event" },
    { what: "a bare GuardDuty finding of the SDK", value: pascal(aGuardDutyFinding()), kind: "event" },
    { what: "a bare GuardDuty finding without ARN", value: aGuardDutyFinding({ arn: undefined }), kind: "event" },
    { what: "a bare OCSF finding", value: anOcsfFinding(), kind: "event" },
  ])("knows the finding of $what", ({ value, kind }) => {
    expect(feed(value)).toMatchObject([{ kind, findings: [{ id, productArn, version }], rejected: [] }]);
  });

  it("gives an event on exactly as it is", () => {
    const event = { ...anImportedEvent(), unheardOf: { "": null } };
    expect(feed(event)).toMatchObject([{ kind: "event", event }]);
  });

  it("keeps the spelling of times", () => {
    const updatedAt = "2024-05-23 20:49:02.000000000";
    const [item] = feed(aGuardDutyFinding({ updatedAt }));
    expect(item).toMatchObject({ findings: [{ version: updatedAt }], event: { time: updatedAt } });
  });

  it.each([
    { what: "a scalar", value: 7, reason: "unknown-event", kind: "unusable" },
    { what: "null", value: null, reason: "unknown-event", kind: "unusable" },
    { what: "an object without meaning", value: { a: 1 }, reason: "unknown-event", kind: "unusable" },
    { what: "a replay message", value: aReplayEnvelope(), reason: "unknown-event", kind: "unusable" },
    { what: "an unknown event", value: { "detail-type": "x" }, reason: "unknown-event", kind: "event" },
    {
      what: "an event without findings",
      value: { ...anImportedEvent(), detail: {} },
      reason: "no-finding",
      kind: "event",
    },
    { what: "the end of an execution", value: anExecutionEndedEvent(), reason: "no-finding", kind: "event" },
    {
      what: "a finding without id",
      value: anAsffFinding({ Id: undefined }),
      reason: "invalid-finding",
      kind: "finding",
    },
    {
      what: "a finding without product",
      value: anAsffFinding({ ProductArn: undefined }),
      reason: "invalid-finding",
      kind: "finding",
    },
    {
      what: "a finding of garbage times",
      value: anAsffFinding({ UpdatedAt: "soon", CreatedAt: "" }),
      reason: "invalid-finding",
      kind: "finding",
    },
    {
      what: "more than a queue carries",
      value: anAsffFinding({ Title: "漢".repeat(400_000) }),
      reason: "finding-too-large",
      kind: "unusable",
    },
  ])("rejects $what", ({ value, reason, kind }) => {
    expect(feed(value)).toMatchObject([{ kind, findings: [], rejected: [{ reason }] }]);
  });

  it("rejects what is nested too deep, whatever it is in", () => {
    const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const event = JSON.stringify(anImportedEvent({ Deep: 0 })).replace('"Deep":0', `"Deep":${deep}`);
    const items = feedItems(`${deep}\n${event}\n${JSON.stringify(anAsffFinding())}`);
    expect(items.map(({ rejected }) => rejected.map(({ reason }) => reason))).toEqual([
      ["nested-too-deep"],
      ["nested-too-deep"],
      [],
    ]);
  });

  it("tells the good findings of an event from the bad ones", () => {
    expect(feed(anImportedEvent(anAsffFinding(), anAsffFinding({ Id: 1 })))).toMatchObject([
      { findings: [{ id }], rejected: [{ reason: "invalid-finding" }] },
    ]);
  });

  it("makes at least one finding or rejection of everything, and never throws", () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom(
          "detail-type",
          "source",
          "detail",
          "ProductArn",
          "Resources",
          "arn",
          "resource",
          "service",
          "finding_info",
        ),
        fc.jsonValue(),
      ),
    );
    fc.assert(
      fc.property(value, (given) => {
        for (const { findings, rejected } of feedItems(JSON.stringify(given))) {
          expect(findings.length + rejected.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
