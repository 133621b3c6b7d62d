import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deadLetterOf } from "#domain/dead-letter.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";
import { anExecutionEndedEvent, anImportedEvent, aReplayEnvelope } from "#test/builders/event.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const read = (body: unknown, over: object = {}) =>
  deadLetterOf(aDeadLetterMessage({ body: typeof body === "string" ? body : JSON.stringify(body), ...over }));

const intakeArn = "arn:aws:sqs:eu-west-1:111122223333:intake";
const input = JSON.stringify({
  v: 1,
  groups: [{ principals: [], findings: [aSlimFinding({ id: "f7", attempt: 2 })] }],
});
const ended = anExecutionEndedEvent({ status: "TIMED_OUT", input, error: "States.Timeout" });

describe("deadLetterOf()", () => {
  it("tells a parked finding with its reason, attempt and principals", () => {
    const finding = aSlimFinding();
    expect(read(aReplayEnvelope({ executionArn: "arn:aws:states:x", finding }))).toEqual({
      messageId: "00000000-0000-4000-8000-000000000001",
      kind: "parked",
      reason: "service-unavailable",
      message: "Cannot call GetFindings",
      state: "Enrich findings",
      findings: [
        {
          id: finding.id,
          productArn: finding.productArn,
          version: finding.version,
          accountId: "111122223333",
          region: "eu-west-1",
          severity: "HIGH",
          title: finding.title,
          principals: ["arn:aws:iam::111122223333:role/deploy"],
          attempt: 0,
        },
      ],
      attempt: 2,
      waitingSince: "2026-03-04T12:00:00.000Z",
      sentAt: "2026-03-04T12:00:01.000Z",
      executionArn: "arn:aws:states:x",
    });
  });

  it.each([
    {
      what: "a rejected body in its envelope",
      body: aReplayEnvelope({ raw: "{", reason: { code: "invalid-json", message: "no JSON", state: "ingest" } }),
      over: {},
      told: { kind: "rejected", reason: "invalid-json", message: "no JSON", findings: [] },
    },
    {
      what: "a rejected body too large for an envelope",
      body: { source: "elsewhere" },
      over: {},
      told: { kind: "rejected", reason: "unknown-event", state: "ingest" },
    },
    {
      what: "an event that EventBridge could not deliver",
      body: anImportedEvent(),
      over: {
        attributes: { ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: "not allowed", RULE_ARN: "arn:x:rule/Imported" },
      },
      told: {
        kind: "undeliverable",
        reason: "undeliverable",
        message: "Cannot deliver the event of rule Imported: NO_PERMISSIONS, not allowed",
        state: "EventBridge",
        attempt: 0,
      },
    },
    {
      what: "an event that the intake queue gave up",
      body: anImportedEvent(),
      over: { sourceArn: intakeArn },
      told: { kind: "received-too-often", reason: "received-too-often", state: "SQS" },
    },
    {
      what: "a replay that the intake queue gave up",
      body: aReplayEnvelope({ attempt: 3 }),
      over: { sourceArn: intakeArn },
      told: { kind: "received-too-often", reason: "received-too-often", attempt: 3 },
    },
    {
      what: "an undeliverable event that was sent back and given up: the later reason counts",
      body: anImportedEvent(),
      over: { sourceArn: intakeArn, attributes: { ERROR_CODE: "NO_RESOURCE" } },
      told: { reason: "received-too-often" },
    },
    {
      what: "a bare event without a word about it",
      body: anImportedEvent(),
      over: {},
      told: { kind: "received-too-often", reason: "received-too-often" },
    },
    {
      what: "the end of an execution with its findings",
      body: ended,
      over: {},
      told: {
        kind: "execution-ended",
        reason: "workflow-failed",
        message: "Cannot finish the execution: TIMED_OUT, States.Timeout",
        executionArn: "arn:aws:states:eu-west-1:111122223333:execution:investigate:run-1",
        attempt: 2,
      },
    },
    {
      what: "the end of an execution whose event left its input out",
      body: anExecutionEndedEvent({ status: "FAILED", input: null }),
      over: {},
      told: { kind: "execution-ended", findings: [] },
    },
  ])("tells $what", ({ body, over, told }) => {
    expect(read(body, over)).toMatchObject(told);
  });

  it("names the finding of a rejected event by its id, though all else is missing", () => {
    const raw = JSON.stringify(anImportedEvent({ Id: "broken-1" }));
    const reason = { code: "invalid-finding" as const, message: "no product", state: "ingest" };
    expect(read(aReplayEnvelope({ raw, reason })).findings).toEqual([{ id: "broken-1", principals: [], attempt: 0 }]);
  });

  it("cleans hostile texts", () => {
    const reason = { code: "setup-fault" as const, message: "a\u001b[31m\u202eb", state: "x\ny" };
    expect(read(aReplayEnvelope({ reason, finding: aSlimFinding({ title: "t\u200b\u0007" }) }))).toMatchObject({
      message: "a [31m b",
      state: "x y",
      findings: [{ title: "t" }],
    });
  });

  it("never throws, whatever the body is", () => {
    const bodies = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.json().map((raw) => JSON.stringify({ kind: "replay", raw })),
    );
    fc.assert(
      fc.property(bodies, fc.dictionary(fc.string(), fc.string()), (body, attributes) => {
        expect(read(body, { attributes }).messageId).not.toBe("");
      }),
    );
  });
});
