import { keyId, type WebhookKeys, webhookKeyOf } from "#domain/webhook/webhook-key.ts";
import type { WebhookSecret } from "#domain/webhook/webhook-ports.ts";
import type { Decision } from "../confirmation.ts";

/** Where webhooks go and which keys sign them: ids, never a key. */
export interface WebhookShowReport {
  readonly url: string;
  readonly secretArn: string;
  readonly current: string;
  readonly previous?: string;
}

export interface WebhookPlace {
  readonly url: string;
  readonly secretArn: string;
}

export async function webhookShow(secret: WebhookSecret, place: WebhookPlace): Promise<WebhookShowReport> {
  return { ...place, ...idsOf(await secret.read()) };
}

/** What a rotation makes of the keys. */
export interface WebhookRotateReport {
  readonly decision: Decision;
  readonly secretArn: string;
  readonly current: string;
  readonly previous?: string;
  /** Signed with no more. */
  readonly dropped?: string;
}

export interface WebhookRotatePorts {
  readonly secret: WebhookSecret;
  /** So many bytes that nobody can guess. */
  readonly random: (bytes: number) => Uint8Array;
  readonly decide: (now: WebhookShowReport) => Promise<Decision>;
}

const keyBytes = 32;

/** Makes a new key; the current one becomes the previous one, the previous one is gone. Both sign from now on. */
export async function webhookRotate(ports: WebhookRotatePorts, place: WebhookPlace): Promise<WebhookRotateReport> {
  const { secret, random, decide } = ports;
  const before = await secret.read();
  const ids = idsOf(before);
  const { secretArn } = place;
  const decision = await decide({ ...place, ...ids });
  if (decision !== "go") return { decision, secretArn, ...ids };
  const after = { current: webhookKeyOf(random(keyBytes)), previous: before.current };
  await secret.write(after);
  return { decision, secretArn, ...idsOf(after), ...(ids.previous !== undefined && { dropped: ids.previous }) };
}

function idsOf({ current, previous }: WebhookKeys): { readonly current: string; readonly previous?: string } {
  return { current: keyId(current), ...(previous && { previous: keyId(previous) }) };
}
