import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReplayEnvelope } from "#domain/contract.ts";
import { exhausted, messageBody, type Parking, parkFinding, parkRaw } from "#domain/parking.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const parkedAt = Date.parse("2026-03-04T12:00:00Z");
const failed: Parking = {
  code: "investigation-failed",
  message: "Cannot investigate: it FAILED twice",
  state: "Enrich",
};
const unreadable: Parking = {
  code: "invalid-json",
  message: "Cannot read the message: it is not JSON",
  state: "ingest",
};
const messageBytesMax = 1_048_576;

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const taken = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

describe("parkFinding()", () => {
  it("wraps the finding as it is, with reason, time and execution", () => {
    const finding = aSlimFinding({ attempt: 3 });
    expect(parkFinding(finding, failed, { parkedAt, executionArn: "arn:execution" })).toEqual({
      v: 1,
      kind: "replay",
      attempt: 3,
      reason: failed,
      parkedAt: "2026-03-04T12:00:00.000Z",
      executionArn: "arn:execution",
      finding,
    });
  });

  it("leaves the execution out when there is none", () => {
    expect(parkFinding(aSlimFinding(), failed, { parkedAt })).not.toHaveProperty("executionArn");
  });

  it("stays within the contract when message and state are endless, cutting no character in two", () => {
    const endless = { ...failed, message: `a${"🔎".repeat(1_000)}`, state: `${"🔎".repeat(100)}` };
    const { reason } = ReplayEnvelope.parse(parkFinding(aSlimFinding(), endless, { parkedAt }));
    expect(reason.message).toBe(`a${"🔎".repeat(511)}`);
    expect(reason.state).toBe("🔎".repeat(40));
  });
});

describe("parkRaw()", () => {
  it("wraps a body that could not be read", () => {
    expect(parkRaw("{", unreadable, parkedAt, 2)).toEqual({
      v: 1,
      kind: "replay",
      attempt: 2,
      reason: unreadable,
      parkedAt: "2026-03-04T12:00:00.000Z",
      raw: "{",
    });
  });

  it("keeps the body, wrapped once, however often it comes back", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), fc.nat({ max: 5 }), (body, times) => {
        let parked = parkRaw(body, unreadable, parkedAt, 0);
        for (let time = 1; time <= times; time++) parked = parkRaw(messageBody(parked), unreadable, parkedAt, time);
        expect(parked).toMatchObject({ raw: body, attempt: times });
        expect(ReplayEnvelope.parse(JSON.parse(messageBody(parked)))).toEqual(parked);
      }),
    );
  });

  it.each([
    ["wrapped twice by someone else", (raw: string) => envelopeOf(envelopeOf(raw)), "{"],
    ["an envelope of another version", (raw: string) => envelopeOf(raw, { v: 2 }), undefined],
    ["an envelope with a finding as well", (raw: string) => envelopeOf(raw, { finding: aSlimFinding() }), undefined],
    ["an event that has a member called raw", (raw: string) => JSON.stringify({ raw }), undefined],
  ])("loses nothing of a body that is %s", (_what, wrap, expected) => {
    const body = wrap("{");
    expect(parkRaw(body, unreadable, parkedAt, 0)).toMatchObject({ raw: expected ?? body });
  });

  it("parks the body alone when its envelope would outgrow a message", () => {
    const fits = parkRaw("x".repeat(1_048_000), unreadable, parkedAt, 0);
    expect(fits).toHaveProperty("raw");
    expect(Buffer.byteLength(messageBody(fits))).toBeLessThanOrEqual(messageBytesMax);
    const quotes = '"'.repeat(600_000);
    expect(parkRaw(quotes, unreadable, parkedAt, 0)).toEqual({ bare: quotes });
  });

  function envelopeOf(raw: string, overrides: object = {}): string {
    const parked = { v: 1, kind: "replay", attempt: 0, reason: unreadable, parkedAt: "2026-03-04T12:00:00.000Z", raw };
    return JSON.stringify({ ...parked, ...overrides });
  }
});

describe("messageBody()", () => {
  it("is text that SQS takes and that reads back as it was, whatever the finding holds", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom("\uFFFE", "\uFFFF", "\u0000", "\u001B", "\uD83D", "\\", '"', "a"),
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(texts, texts, (id, title) => {
        const parked = parkFinding(aSlimFinding({ id, title }), failed, { parkedAt });
        expect(messageBody(parked)).toMatch(taken);
        expect(JSON.parse(messageBody(parked))).toEqual(parked);
      }),
      { numRuns: 500 },
    );
  });

  it("is a bare body itself", () => {
    expect(messageBody({ bare: "{" })).toBe("{");
  });
});

describe("exhausted()", () => {
  it.each([
    [5, 5, false],
    [6, 5, true],
    [0, 1, false],
  ])("of %i attempts, %i allowed, is %s", (attempt, maxAttempts, expected) => {
    expect(exhausted(aSlimFinding({ attempt }), maxAttempts)).toBe(expected);
  });
});
