import { outletGuide } from "#domain/outlet-guide.ts";
import { cleanText } from "#domain/text.ts";
import type { TestAnswer } from "#domain/webhook/webhook-test.ts";
import type { WebhookRotateReport, WebhookShowReport } from "../commands/webhook-keys.ts";

export function renderShow({ url, secretArn, current, previous }: WebhookShowReport): string {
  return [
    `url       ${cleanText(url, 1_024)}`,
    `secret    ${secretArn}`,
    `current   ${current}`,
    `previous  ${previous ?? "none"}`,
  ].join("\n");
}

/** What a rotation is about to do. */
export function renderRotatePlan({ url, current, previous }: WebhookShowReport): string {
  return [
    `Make a new key for ${cleanText(url, 1_024)}; within five minutes webhooks are signed with it and with ${current}.`,
    ...(previous === undefined
      ? []
      : [`${previous} is gone then: a receiver that knows no other key refuses webhooks.`]),
  ].join("\n");
}

export function renderRotate({ decision, current, previous, dropped, secretArn }: WebhookRotateReport): string {
  if (decision !== "go") return `no key was made: ${decision === "dry-run" ? "a dry run" : "declined"}`;
  return [
    `current ${current} · previous ${previous ?? "none"} · dropped ${dropped ?? "none"}`,
    `The receiver finds the new key in ${secretArn}`,
  ].join("\n");
}

export function renderTest({ delivered, code = "", webhookId, ms }: TestAnswer): string {
  if (delivered) return `delivered as ${webhookId} in ${ms} ms`;
  const { meaning, action } = outletGuide(code);
  return [`not delivered: ${cleanText(code, 80)} (${webhookId}, ${ms} ms)`, meaning, action].join("\n");
}
