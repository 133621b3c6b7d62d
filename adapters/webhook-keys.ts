import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { InvalidSettings } from "#domain/errors.ts";
import { type Instant, minuteMs } from "#domain/instant.ts";
import type { Clock } from "#domain/ports.ts";
import { liveKeys, WebhookKeys } from "#domain/webhook/webhook-key.ts";
import type { LiveKeys } from "#domain/webhook/webhook-ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { sdkCall } from "./sdk-call.ts";

/** So old may keys get: a receiver that has a new key only learns to wait so long, and the previous one goes on being signed with. */
const freshMs = 5 * minuteMs;
/** A receiver that refuses everything does not make every message read the secret. */
const refreshMs = minuteMs / 2;

/** The keys in a secret of Secrets Manager, remembered for five minutes. */
export function webhookKeysAdapter(
  secretArn: string,
  client = new SecretsManagerClient(clientDefaults),
  clock: Clock = machineClock,
): LiveKeys {
  let known: { readonly at: Instant; readonly keys: Promise<readonly string[]> } | undefined;
  const noOlderThan = (ageMs: number) => {
    const now = clock.now();
    if (known && now - known.at < ageMs) return known.keys;
    const keys = readWebhookKeys(secretArn, client).then(liveKeys);
    known = { at: now, keys };
    keys.catch(() => {
      if (known?.keys === keys) known = undefined;
    });
    return keys;
  };
  return { read: () => noOlderThan(freshMs), refresh: () => noOlderThan(refreshMs) };
}

/**
 * The keys as they are in the secret.
 * @throws {Throttled} {ServiceUnavailable} {SetupFault}
 * @throws {InvalidSettings} they are none; nothing of the secret is in the message
 */
export async function readWebhookKeys(SecretId: string, client: SecretsManagerClient): Promise<WebhookKeys> {
  const command = new GetSecretValueCommand({ SecretId });
  const { SecretString = "" } = await sdkCall("secretsmanager:GetSecretValue", () => client.send(command));
  return keysIn(SecretString);
}

function keysIn(secret: string): WebhookKeys {
  const keys = WebhookKeys.safeParse(parsed(secret));
  if (keys.success) return keys.data;
  const problems = keys.error.issues.map(({ path, message }) => `${path.join(".") || "secret"}: ${message}`);
  throw new InvalidSettings("the keys of the webhook", problems);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
