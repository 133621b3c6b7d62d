import type { WebhookAnswer } from "./webhook-answer.ts";
import type { WebhookKeys } from "./webhook-key.ts";

/** The keys that webhooks are signed with. Both methods throw `Throttled`, `ServiceUnavailable`, `SetupFault` or `InvalidSettings`. */
export interface LiveKeys {
  /** The live keys, at most a few minutes old. */
  read(): Promise<readonly string[]>;
  /** The live keys as they are now, unless they were read a moment ago. */
  refresh(): Promise<readonly string[]>;
}

/** Sends a webhook to the one URL that it was made for. Never throws. */
export type PostWebhook = (body: string, headers: Readonly<Record<string, string>>) => Promise<WebhookAnswer>;

/** The secret with the keys, in an operator's hands. Both methods throw as `LiveKeys`. */
export interface WebhookSecret {
  read(): Promise<WebhookKeys>;
  write(keys: WebhookKeys): Promise<void>;
}
