import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { webhookKeysAdapter } from "#adapters/webhook-keys.ts";
import { InvalidSettings, ServiceUnavailable, SetupFault } from "#domain/errors.ts";
import { minuteMs, secondMs } from "#domain/instant.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { aWebhookKey } from "#test/builders/webhook.ts";
import { failing, fakeClient } from "./fake-client.ts";

const secretArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:Keys-a1b2c3";
const [one, two] = [aWebhookKey(1), aWebhookKey(2)];

function keysOf(...secrets: readonly (object | string)[]) {
  const clock = new FakeClock();
  const client = fakeClient<SecretsManagerClient>({
    GetSecretValue: (_input, call) => {
      const secret = secrets[Math.min(call, secrets.length - 1)];
      return { SecretString: typeof secret === "string" ? secret : JSON.stringify(secret) };
    },
  });
  return { keys: webhookKeysAdapter(secretArn, client, clock), client, clock };
}

describe("webhookKeysAdapter()", () => {
  it("reads the live keys once for five minutes", async () => {
    const { keys, client, clock } = keysOf({ current: one }, { current: two, previous: one });
    expect([await keys.read(), await keys.read()]).toEqual([[one], [one]]);
    clock.at += 5 * minuteMs - 1;
    expect(await keys.read()).toEqual([one]);
    clock.at += 1;
    expect(await keys.read()).toEqual([two, one]);
    expect(client.calls).toEqual([1, 2].map(() => ["GetSecretValue", { SecretId: secretArn }]));
  });

  it("reads them anew when asked to, at most twice a minute", async () => {
    const { keys, client, clock } = keysOf({ current: one }, { current: two, previous: one });
    await keys.read();
    expect(await keys.refresh()).toEqual([one]);
    clock.at += 30 * secondMs;
    expect([await keys.refresh(), await keys.refresh()]).toEqual([
      [two, one],
      [two, one],
    ]);
    expect(client.calls).toHaveLength(2);
  });

  it.each(["", "no JSON", `{"current":"${one.slice(0, 20)}"}`, `["${one}"]`, `{"previous":"${one}"}`])(
    "fails for a secret that holds no keys, and tells nothing of it: %j",
    async (secret) => {
      const failure = await keysOf(secret)
        .keys.read()
        .catch((error: Error) => error);
      expect(failure).toBeInstanceOf(InvalidSettings);
      expect(String(failure)).not.toContain(one.slice(6, 20));
    },
  );

  it("does not remember a failure", async () => {
    const { keys } = keysOf("", { current: one });
    await expect(keys.read()).rejects.toThrow(InvalidSettings);
    expect(await keys.read()).toEqual([one]);
  });

  it.each([
    ["AccessDeniedException", 400, SetupFault],
    ["InternalServiceError", 500, ServiceUnavailable],
  ] as const)("fails as every adapter does: %s", async (name, status, kind) => {
    const client = fakeClient<SecretsManagerClient>({ GetSecretValue: failing(name, status) });
    await expect(webhookKeysAdapter(secretArn, client, new FakeClock()).read()).rejects.toThrow(kind);
  });
});
