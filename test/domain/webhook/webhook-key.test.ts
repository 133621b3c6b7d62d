import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { keyId, liveKeys, WebhookKeys, webhookKeyOf } from "#domain/webhook/webhook-key.ts";
import { aWebhookKey } from "#test/builders/webhook.ts";

const generated = "aB3".repeat(22).slice(0, 64);

describe("WebhookKeys", () => {
  it("takes what Secrets Manager generates: letters and digits, without a prefix", () => {
    const [key = ""] = liveKeys(WebhookKeys.parse({ current: generated }));
    expect(key).toBe(`whsec_${generated}`);
    expect(() => new Webhook(key)).not.toThrow();
  });

  it("has the current key before the previous one, and each only once", () => {
    const [one, two] = [aWebhookKey(1), aWebhookKey(2)];
    expect(liveKeys(WebhookKeys.parse({ current: one, previous: two }))).toEqual([one, two]);
    expect(liveKeys(WebhookKeys.parse({ current: one, previous: one }))).toEqual([one]);
    expect(liveKeys(WebhookKeys.parse({ current: one, previous: null }))).toEqual([one]);
  });

  it.each(["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64 at all, but of a good length", "A".repeat(100), 7])(
    "refuses %j without repeating it",
    (current) => {
      const refused = WebhookKeys.safeParse({ current });
      expect(refused.success).toBe(false);
      if (typeof current === "string" && current.length > 6)
        expect(JSON.stringify(refused.error?.issues)).not.toContain(current.slice(6));
    },
  );
});

describe("keyId()", () => {
  it("tells keys apart, with and without the prefix given", () => {
    expect(new Set([1, 2, 3].map((number) => keyId(aWebhookKey(number)))).size).toBe(3);
    expect(keyId(webhookKeyOf(new Uint8Array(32).fill(1)))).toMatch(/^[0-9a-f]{8}$/);
  });
});
