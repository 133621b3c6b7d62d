import { hash } from "node:crypto";
import * as z from "zod";

const prefix = "whsec_";
// 24 to 64 bytes are what the specification asks for; Secrets Manager makes 48 of them.
const bytesMin = 24;
const bytesMax = 64;

/**
 * A key that webhooks are signed with, as people hand it on: `whsec_` and base64, the former left out by what generates secrets.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (read 2026-12-01)
 */
const WebhookKey = z.string().transform((text, context) => {
  const base64 = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const key = Buffer.from(base64, "base64");
  if (key.length >= bytesMin && key.length <= bytesMax && key.toString("base64") === base64)
    return `${prefix}${base64}`;
  context.addIssue({ code: "custom", message: `${prefix} and ${bytesMin} to ${bytesMax} bytes of base64 are wanted` });
  return z.NEVER;
});

/** The secret: one key, or two while receivers change from the one to the other. */
export const WebhookKeys = z.object({ current: WebhookKey, previous: WebhookKey.nullish() });
export type WebhookKeys = z.infer<typeof WebhookKeys>;

/** The keys that are live, the current one first. */
export function liveKeys({ current, previous }: WebhookKeys): readonly string[] {
  return previous && previous !== current ? [current, previous] : [current];
}

/** The bytes of a key. */
export function keyBytes(key: string): Buffer {
  return Buffer.from(key.slice(prefix.length), "base64");
}

/** @param bytes 24 to 64 bytes that nobody can guess */
export function webhookKeyOf(bytes: Uint8Array): string {
  return WebhookKey.parse(Buffer.from(bytes).toString("base64"));
}

/** Tells keys apart and nothing about them: 8 hexadecimal digits. */
export function keyId(key: string): string {
  return hash("sha256", keyBytes(key)).slice(0, 8);
}
