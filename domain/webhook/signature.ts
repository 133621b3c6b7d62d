import { createHmac } from "node:crypto";
import { type Instant, secondMs } from "../instant.ts";
import { keyBytes } from "./webhook-key.ts";

/** What is sent: the same id at every try, so that the receiver can tell a repetition. */
export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

/**
 * The headers of one try, signed with every live key: `id.seconds.body` by HMAC-SHA256, one signature a key. The time is that of the
 * try: a receiver refuses what is older than minutes, whoever sends it again.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (read 2026-12-01)
 */
export function signedHeaders({ id, body }: WebhookMessage, at: Instant, keys: readonly string[]) {
  const seconds = Math.floor(at / secondMs);
  const signed = `${id}.${seconds}.${body}`;
  const signatures = keys.map((key) => `v1,${createHmac("sha256", keyBytes(key)).update(signed).digest("base64")}`);
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}
