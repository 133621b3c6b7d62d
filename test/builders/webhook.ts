import { webhookKeyOf } from "#domain/webhook/webhook-key.ts";

/** A key, another one for each number. */
export const aWebhookKey = (number = 1): string => webhookKeyOf(new Uint8Array(32).fill(number));
export const webhookUrl = "https://hooks.example.com/gumshoe";
