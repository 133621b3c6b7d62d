import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SlimFinding } from "#domain/contract.ts";
import { type Reading, readMessage } from "#domain/event.ts";
import { slim } from "#domain/finding.ts";
import {
  aCustomActionEvent,
  aGuardDutyEvent,
  anExecutionEndedEvent,
  anImportedEvent,
  anImportedV2Event,
  aReplayEnvelope,
} from "#test/builders/event.ts";
import { aFinding, aGuardDutyFinding, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const read = (message: unknown): Reading => readMessage(JSON.stringify(message));

function onlyFinding(reading: Reading) {
  expect(reading).toMatchObject({ kind: "findings", rejected: [] });
  const findings = reading.kind === "findings" ? reading.findings : [];
  expect(findings).toHaveLength(1);
  return findings[0];
}

const rejectedAs = (reason: string) => ({ kind: "rejected", rejection: { reason } });

describe("readMessage() of events", () => {
  it("reads the finding when Security Hub imported one", () => {
    expect(onlyFinding(read(anImportedEvent()))).toEqual(aFinding());
  });

  it("counts the finding as requested when a custom action sends it", () => {
    expect(onlyFinding(read(aCustomActionEvent()))).toEqual(aFinding({ origin: "custom-action", requested: true }));
  });

  it("gives the finding its ASFF identity when GuardDuty sends it", () => {
    expect(onlyFinding(read(aGuardDutyEvent()))).toMatchObject({
      id: aFinding().id,
      productArn: aFinding().productArn,
      version: aFinding().version,
      origin: "guardduty",
      severity: "HIGH",
      firstActivityAt: aFinding().firstActivityAt,
      lastActivityAt: aFinding().lastActivityAt,
      requested: false,
    });
  });

  it("puts the ARN together from its parts when GuardDuty leaves it out", () => {
    const { arn: _arn, ...finding } = aGuardDutyFinding();
    expect(onlyFinding(read(aGuardDutyEvent(finding)))?.id).toBe(aFinding().id);
  });

  it("gives the finding its ASFF identity when the new Security Hub sends it", () => {
    expect(onlyFinding(read(anImportedV2Event()))).toMatchObject({
      id: aFinding().id,
      productArn: aFinding().productArn,
      version: aFinding().version,
      accountId: aFinding().accountId,
      region: aFinding().region,
      origin: "imported-v2",
      severity: "HIGH",
      firstActivityAt: aFinding().firstActivityAt,
      lastActivityAt: aFinding().lastActivityAt,
    });
  });

  it("maps the product when the new Security Hub sends a finding of another one", () => {
    const finding = anOcsfFinding({
      finding_info: { uid: "inspector-1", title: "x", modified_time: Date.UTC(2026, 2, 4) },
      metadata: { product: { uid: "arn:aws:securityhub:eu-west-1::productv2/aws/inspector" } },
    });
    expect(onlyFinding(read(anImportedV2Event(finding)))).toMatchObject({
      id: "inspector-1",
      productArn: "arn:aws:securityhub:eu-west-1::product/aws/inspector",
      version: "2026-03-04T00:00:00.000Z",
    });
  });

  it("reads every finding when a custom action sends several", () => {
    const findings = Array.from({ length: 120 }, (_, at) => anAsffFinding({ Id: `finding-${at}` }));
    const reading = read(aCustomActionEvent(...findings));
    expect(reading.kind === "findings" && reading.findings.map(({ id }) => id)).toEqual(findings.map(({ Id }) => Id));
  });

  it("keeps the good ones when a custom action sends a bad one among them", () => {
    const bad = anAsffFinding({ Id: "bad", AwsAccountId: "12" });
    const event = aCustomActionEvent(anAsffFinding({ Id: "good" }), bad);
    const raw = JSON.stringify({ ...event, detail: { ...(event["detail"] as object), findings: [bad] } });
    expect(read(event)).toMatchObject({
      kind: "findings",
      findings: [{ id: "good" }],
      rejected: [{ reason: "invalid-finding", raw }],
    });
    expect(readMessage(raw)).toMatchObject(rejectedAs("invalid-finding"));
  });

  it.each(["FAILED", "TIMED_OUT", "ABORTED"])("reads the end of an execution when it %s", (status) => {
    expect(read(anExecutionEndedEvent({ status }))).toEqual({
      kind: "execution-ended",
      executionArn: "arn:aws:states:eu-west-1:111122223333:execution:investigate:run-1",
      status,
      input: '{"v":1,"groups":[]}',
    });
  });

  it("leaves the input open when the event does", () => {
    expect(read(anExecutionEndedEvent({ input: null }))).toMatchObject({ kind: "execution-ended", input: undefined });
  });

  it.each([
    ["unknown-event", "an event of another service", { ...anImportedEvent(), source: "aws.config" }],
    ["unknown-event", "a detail-type of the wrong source", { ...anImportedEvent(), source: "aws.guardduty" }],
    ["unknown-event", "an unknown detail-type", { ...anImportedEvent(), "detail-type": "Security Hub Findings" }],
    ["unknown-event", "no detail-type", { source: "aws.securityhub", detail: {} }],
    ["unknown-event", "a bare finding", anAsffFinding()],
    ["unknown-event", "a scalar", 7],
    ["unknown-event", "null", null],
    ["unknown-event", "an array", [anImportedEvent()]],
    ["unknown-event", "a succeeded execution", anExecutionEndedEvent({ status: "SUCCEEDED" })],
    ["unknown-event", "an execution without ARN", anExecutionEndedEvent({ executionArn: "run-1" })],
    ["no-finding", "insight results", { ...anImportedEvent(), "detail-type": "Security Hub Insight Results" }],
    ["no-finding", "no detail", { ...anImportedEvent(), detail: undefined }],
    ["no-finding", "an empty list", { ...anImportedEvent(), detail: { findings: [] } }],
    ["no-finding", "a GuardDuty event without detail", { ...aGuardDutyEvent(), detail: null }],
  ])("rejects as %s when given %s", (reason, _, message) => {
    expect(read(message)).toMatchObject(rejectedAs(reason));
  });

  it("names source and detail-type, made harmless, when it does not know them", () => {
    const event = { source: 'x"\n', "detail-type": "y".repeat(500) };
    expect(read(event)).toEqual({
      kind: "rejected",
      rejection: {
        reason: "unknown-event",
        message: `Cannot read the message: detail-type "${"y".repeat(119)}…" of source "x'" is not known, an event of Security Hub or GuardDuty is wanted`,
      },
    });
  });
});

describe("readMessage() of replay envelopes", () => {
  it("hands over the envelope when it holds a finding", () => {
    expect(read(aReplayEnvelope())).toEqual({ kind: "replay", envelope: aReplayEnvelope() });
  });

  it("reads what it wraps, with its attempt and as requested, when it holds a raw event", () => {
    const envelope = aReplayEnvelope({ raw: JSON.stringify(anImportedEvent()), attempt: 3 });
    expect(onlyFinding(read(envelope))).toEqual(aFinding({ attempt: 3, requested: true }));
  });

  it("keeps the higher attempt when an envelope wraps another", () => {
    const inner = JSON.stringify(aReplayEnvelope({ attempt: 4 }));
    expect(read(aReplayEnvelope({ raw: inner, attempt: 1 }))).toMatchObject({
      kind: "replay",
      envelope: { attempt: 4, finding: aSlimFinding() },
    });
  });

  it("rejects with the reason of the raw text when that cannot be read", () => {
    expect(read(aReplayEnvelope({ raw: "{" }))).toMatchObject(rejectedAs("invalid-json"));
  });

  it.each([
    ["of another version", { ...aReplayEnvelope(), v: 2 }],
    ["without content", { ...aReplayEnvelope(), finding: undefined }],
    ["with both contents", { ...aReplayEnvelope(), raw: "{}" }],
    ["with half a finding", { ...aReplayEnvelope(), finding: { id: "secret" } }],
    ["with a negative attempt", { ...aReplayEnvelope(), attempt: -1 }],
    ["without anything", { kind: "replay" }],
  ])("rejects as invalid-envelope when given one %s", (_, message) => {
    const reading = read(message);
    expect(reading).toMatchObject(rejectedAs("invalid-envelope"));
    expect(JSON.stringify(reading)).not.toContain("secret");
  });
});

describe("readMessage() of hostile input", () => {
  it.each([
    ["invalid-json", "malformed JSON", '{"source":"aws.securityhub"'],
    [
      "nested-too-deep",
      "a finding nested 10,000 deep",
      JSON.stringify(anImportedEvent()).replace('"HIGH"', `${"[".repeat(10_000)}${"]".repeat(10_000)}`),
    ],
  ])("rejects as %s when given %s", (reason, _, body) => {
    expect(readMessage(body)).toMatchObject(rejectedAs(reason));
  });

  it("keeps the little it needs when a finding has 900 KB", () => {
    const finding = anAsffFinding({ Description: "x".repeat(900_000) });
    expect(onlyFinding(read(anImportedEvent(finding)))).toEqual(aFinding());
  });

  it("keeps the little it needs when a finding has 70,000 members", () => {
    const fields = Object.fromEntries(Array.from({ length: 70_000 }, (_, at) => [`k${at}`, ""]));
    expect(onlyFinding(read(anImportedEvent(anAsffFinding({ ProductFields: fields }))))).toEqual(aFinding());
  });

  it("reads the finding and pollutes nothing when it has __proto__ and constructor keys", () => {
    const body = JSON.stringify(anImportedEvent()).replace(
      '"Title"',
      '"__proto__":{"Sample":true,"polluted":true},"constructor":{"prototype":{"polluted":true}},"Title"',
    );
    expect(onlyFinding(readMessage(body))).toEqual(aFinding());
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("replaces lone surrogates in what it keeps", () => {
    const finding = anAsffFinding({ Id: "id\ud800", Title: "\udfff title" });
    expect(onlyFinding(read(anImportedEvent(finding)))).toMatchObject({ id: "id\ufffd", title: "\ufffd title" });
  });

  it("takes the last of two keys and skips a byte order mark", () => {
    const body = `\uFEFF${JSON.stringify(anImportedEvent()).replace('"Id":', '"Id":"first","Id":')}`;
    expect(onlyFinding(readMessage(body))).toEqual(aFinding());
  });

  it("never throws when given any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (body) => readMessage(body).kind === "rejected"));
  });

  it("never throws, and what it reads fits the contract, when any part of a finding is arbitrary", () => {
    const attached = { include: true, roleOfProfile: new Map() };
    const frames = [
      { event: anImportedEvent, finding: anAsffFinding(), keys: Object.keys(anAsffFinding()) },
      { event: aGuardDutyEvent, finding: aGuardDutyFinding(), keys: Object.keys(aGuardDutyFinding()) },
      {
        event: anImportedV2Event,
        finding: anOcsfFinding(),
        keys: [...Object.keys(anOcsfFinding()), "actor", "evidences"],
      },
    ];
    const member = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: "binary" }));
    const mutated = fc
      .constantFrom(...frames)
      .chain(({ event, finding, keys }) =>
        fc
          .dictionary(fc.constantFrom(...keys), member, { maxKeys: 3 })
          .map((members) => event({ ...finding, ...members })),
      );
    fc.assert(
      fc.property(mutated, (event) => {
        const reading = read(event);
        if (reading.kind !== "findings") return reading.kind === "rejected";
        return reading.findings.every((finding) => SlimFinding.safeParse(slim(finding, attached)).success);
      }),
      { numRuns: 1_000 },
    );
  });
});
