import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minuteMs } from "#domain/instant.ts";
import { signedHeaders } from "#domain/webhook/signature.ts";
import { aWebhookKey } from "#test/builders/webhook.ts";

const at = Date.parse("2026-11-19T02:28:30.700Z");
const message = { id: "msg_1", body: JSON.stringify({ type: "finding.enriched", data: { name: "Zoë \u202e 💥" } }) };
const [current, previous, foreign] = [aWebhookKey(1), aWebhookKey(2), aWebhookKey(3)];
const headers = signedHeaders(message, at, [current, previous]);

/** Verifies as a receiver with this key does. */
const verify = (key: string, body = message.body, sent: Record<string, string> = headers) =>
  new Webhook(key).verify(body, sent);

describe("signedHeaders()", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: at });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([current, previous])("is accepted by a receiver with either live key", (key) => {
    expect(verify(key)).toEqual(JSON.parse(message.body));
  });

  it("has one signature for each key, and the time of the try in seconds", () => {
    expect(headers["webhook-signature"].split(" ")).toHaveLength(2);
    expect(headers["webhook-timestamp"]).toBe("1795055310");
  });

  it("is the specification's own example", () => {
    // github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md (read 2026-12-01)
    const given = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
    const key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(signedHeaders(given, 1_614_265_330_000, [key])["webhook-signature"]).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it.each([
    ["another key", () => verify(foreign)],
    ["a changed body", () => verify(current, message.body.replace("enriched", "parked"))],
    ["another id", () => verify(current, message.body, { ...headers, "webhook-id": "msg_2" })],
    ["another time", () => verify(current, message.body, { ...headers, "webhook-timestamp": "1795055311" })],
    ["no signature", () => verify(current, message.body, { ...headers, "webhook-signature": "" })],
  ])("is refused with %s", (_, act) => {
    expect(act).toThrow(/Missing required headers|No matching signature/);
  });

  it.each([-6, 6])("is refused when it is received %i minutes off", (minutes) => {
    vi.setSystemTime(at + minutes * minuteMs);
    expect(() => verify(current)).toThrow(/too old|too new/);
  });
});
