import { describe, expect, it } from "vitest";
import { webhookRotate, webhookShow } from "#cli/commands/webhook-keys.ts";
import type { Decision } from "#cli/confirmation.ts";
import { renderRotate, renderRotatePlan, renderShow, renderTest } from "#cli/webhook/render-webhook.ts";
import { keyId, type WebhookKeys } from "#domain/webhook/webhook-key.ts";
import { aWebhookKey, webhookUrl } from "#test/builders/webhook.ts";

const [one, two, three] = [aWebhookKey(1), aWebhookKey(2), aWebhookKey(3)];
const place = { url: webhookUrl, secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:Keys-a1b2c3" };

function world(keys: WebhookKeys, decision: Decision = "go") {
  let kept = keys;
  const secret = {
    read: async () => kept,
    write: async (next: WebhookKeys) => {
      kept = next;
    },
  };
  const plans: string[] = [];
  const ports = {
    secret,
    random: (bytes: number) => new Uint8Array(bytes).fill(3),
    decide: async (now: Parameters<typeof renderRotatePlan>[0]) => {
      plans.push(renderRotatePlan(now));
      return decision;
    },
  };
  return { secret, plans, rotate: () => webhookRotate(ports, place), kept: () => kept };
}

describe("webhookRotate()", () => {
  it("makes a new key and keeps the current one live", async () => {
    const w = world({ current: one });
    expect(await w.rotate()).toMatchObject({ decision: "go", current: keyId(three), previous: keyId(one) });
    expect(w.kept()).toEqual({ current: three, previous: one });
  });

  it("drops the previous one, and says so before and after", async () => {
    const w = world({ current: two, previous: one });
    const report = await w.rotate();
    expect(report.dropped).toBe(keyId(one));
    expect(w.plans[0]).toContain(`${keyId(one)} is gone then`);
    expect(renderRotate(report)).toContain(`dropped ${keyId(one)}`);
  });

  it.each(["dry-run", "declined"] as const)("changes nothing when it is a %s", async (decision) => {
    const w = world({ current: two, previous: one }, decision);
    expect(renderRotate(await w.rotate())).toMatch(/^no key was made/);
    expect(w.kept()).toEqual({ current: two, previous: one });
  });
});

describe("what is shown", () => {
  it("is never a key", async () => {
    const w = world({ current: two, previous: one });
    const shown = await webhookShow(w.secret, place);
    const texts = [renderShow(shown), JSON.stringify(shown)];
    const report = await w.rotate();
    texts.push(renderRotate(report), JSON.stringify(report), ...w.plans);
    for (const text of texts) {
      for (const key of [one, two, three]) expect(text).not.toContain(key.slice(6, 20));
    }
    expect(texts[0]).toContain(keyId(two));
  });

  it("of a test is what came of it, and what mends it", () => {
    expect(renderTest({ delivered: true, webhookId: "msg_1", ms: 12 })).toBe("delivered as msg_1 in 12 ms");
    expect(renderTest({ delivered: false, code: "http-401", webhookId: "msg_1", ms: 12 })).toMatch(
      /^not delivered: http-401 .*\nThe receiver does not know the keys/,
    );
  });
});
