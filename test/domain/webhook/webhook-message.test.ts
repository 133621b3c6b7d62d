import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BusEvent, listedMax } from "#domain/bus-event.ts";
import { busEventTypes } from "#domain/bus-event-type.ts";
import { signedHeaders } from "#domain/webhook/signature.ts";
import { bodyBytesMax, testMessage, webhookMessage, webhookType } from "#domain/webhook/webhook-message.ts";
import { aBrief } from "#test/builders/brief.ts";
import { anEnrichedEvent } from "#test/builders/bus-event.ts";
import { aWebhookKey, webhookUrl } from "#test/builders/webhook.ts";
import { everyHostileText, treacherousText } from "#test/hostile/corpus.ts";

const time = "2026-11-19T02:28:30Z";
const event = anEnrichedEvent();
const messageOf = (of: BusEvent = event, url = webhookUrl) => webhookMessage(of, url, time);

/** The text in every place that a finding fills. */
function eventWith(text: string): BusEvent {
  const brief = aBrief();
  const hostile = aBrief({
    finding: { ...brief.finding, id: text, version: text, title: text, description: text },
    story: { ...brief.story, how: [text] },
  });
  return anEnrichedEvent(hostile, { excluded: [{ what: text, reason: "unknown-id" }] });
}

describe("webhookMessage()", () => {
  it("is the event's detail as it is, with its type and time", () => {
    expect(JSON.parse(messageOf().body)).toEqual({ type: "finding.enriched", timestamp: time, data: event.detail });
  });

  it("has a type for each event of the bus", () => {
    expect(busEventTypes.toSorted()).toEqual(BusEvent.options.map(({ shape }) => shape.detailType.value).toSorted());
    expect(busEventTypes.map(webhookType)).toEqual(["finding.enriched", "finding.not_investigable", "finding.parked"]);
  });

  it("has the same id for the same event, whenever it is sent", () => {
    const again = webhookMessage(anEnrichedEvent(aBrief({ change: { what: [] } })), webhookUrl, "2026-11-19T03:00:00Z");
    expect(again.id).toBe(messageOf().id);
    expect(messageOf().id).toMatch(/^msg_[0-9a-f]{32}$/);
  });

  it("has another id for another receiver, execution, version, outcome or brief", () => {
    const { brief, ...detail } = event.detail;
    const others = [
      messageOf(event, "https://other.example.com/"),
      messageOf({ ...event, detail: { ...event.detail, executionArn: `${event.detail.executionArn}2` } }),
      messageOf({ ...event, detail: { ...event.detail, finding: { ...event.detail.finding, version: "2" } } }),
      messageOf({
        detailType: "Finding Parked",
        detail: { ...event.detail, outcome: "parked", reason: "setup-fault" },
      }),
      messageOf({ ...event, detail: { ...event.detail, brief: aBrief({ hash: "fedcba9876543210" }) } }),
      messageOf({ ...event, detail }),
      testMessage(webhookUrl, "1", time),
      testMessage(webhookUrl, "2", time),
    ];
    expect(new Set([messageOf(), ...others].map(({ id }) => id)).size).toBe(9);
  });

  it("carries the largest event there can be", () => {
    const wide = (charsMax: number) => "界".repeat(charsMax);
    const detail = {
      ...event.detail,
      finding: { ...event.detail.finding, id: wide(2_048), productArn: wide(2_048), type: wide(160) },
      principals: Array.from({ length: listedMax }, () => ({
        ...{ arn: "a".repeat(700), outcome: "failed" as const, reason: "e".repeat(160) },
        investigationId: "1".repeat(64),
      })),
      excluded: Array.from({ length: listedMax }, () => ({ what: wide(200), reason: "aws-service" as const })),
      executionArn: "x".repeat(2_048),
      brief: aBrief({ findingGroups: ["b".repeat(54 * 1_024)] }),
    };
    expect(bodyBytesMax - Buffer.byteLength(messageOf({ ...event, detail }).body)).toBeGreaterThan(20 * 1_024);
  });

  it("refuses what is larger than that", () => {
    const brief = aBrief({ findingGroups: ["b".repeat(bodyBytesMax)] });
    expect(() => messageOf(anEnrichedEvent(brief))).toThrow(/the body has \d+ bytes/);
  });

  describe("of a hostile finding", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(time) });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    const key = aWebhookKey();
    /** What is received is what was sent, and no header says anything that the finding does. */
    const isHarmless = (text: string) => {
      const hostile = eventWith(text);
      const message = messageOf(hostile);
      const headers = signedHeaders(message, Date.parse(time), [key]);
      expect(new Webhook(key).verify(Buffer.from(message.body), headers)).toEqual(
        JSON.parse(JSON.stringify({ type: "finding.enriched", timestamp: time, data: hostile.detail })),
      );
      expect(headers).toEqual({
        "content-type": "application/json",
        "webhook-id": expect.stringMatching(/^msg_[0-9a-f]{32}$/),
        "webhook-timestamp": expect.stringMatching(/^\d{10}$/),
        "webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      });
    };

    it("keeps a thousand hostile texts data", () => {
      expect(everyHostileText.length).toBeGreaterThan(1_000);
      for (const text of everyHostileText) isHarmless(text);
    });

    it("keeps any text data", () => {
      fc.assert(fc.property(treacherousText, isHarmless), { numRuns: 300 });
    });
  });
});
