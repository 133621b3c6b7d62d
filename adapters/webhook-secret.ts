import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { WebhookSecret } from "#domain/webhook/webhook-ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { sdkCall } from "./sdk-call.ts";
import { readWebhookKeys } from "./webhook-keys.ts";

/** The secret with the keys of the webhook, in an operator's hands. */
export function webhookSecretAdapter(
  secretArn: string,
  settings: ClientSettings,
  client = new SecretsManagerClient({ ...clientDefaults, ...settings }),
): WebhookSecret {
  return {
    read: () => readWebhookKeys(secretArn, client),
    async write(keys) {
      const command = new PutSecretValueCommand({ SecretId: secretArn, SecretString: JSON.stringify(keys) });
      await sdkCall("secretsmanager:PutSecretValue", () => client.send(command));
    },
  };
}
