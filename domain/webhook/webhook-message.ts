import { hash } from "node:crypto";
import type { BusEvent } from "../bus-event.ts";
import { NotTaken } from "../errors.ts";
import type { WebhookMessage } from "./signature.ts";

/** What the receiver takes an event for: `Finding Not Investigable` is `finding.not_investigable`. */
export function webhookType(detailType: BusEvent["detailType"]): string {
  return detailType.toLowerCase().replace(" ", ".").replaceAll(" ", "_");
}

/** The type of `gumshoe webhook test`. */
export const testType = "webhook.test";

/** Many receivers take no more. The largest event is 20 KB below it (test/domain/webhook/webhook-message.test.ts). */
export const bodyBytesMax = 256 * 1_024;

/**
 * The webhook for an event of the bus: its detail as it is, the whole brief in it. What findings say is data of the body, and in no header.
 * @param url where it goes: the id is that of the event for this receiver
 * @param time when EventBridge took the event; ISO 8601, UTC
 * @throws {NotTaken} larger than any event can be
 */
export function webhookMessage({ detailType, detail }: BusEvent, url: string, time: string): WebhookMessage {
  const body = JSON.stringify({ type: webhookType(detailType), timestamp: time, data: detail });
  const bytes = Buffer.byteLength(body);
  if (bytes > bodyBytesMax)
    throw new NotTaken("too-large", `the body has ${bytes} bytes, at most ${bodyBytesMax} are wanted`, { triesMax: 1 });
  return { id: webhookId(url, detailType, identityOf(detail)), body };
}

/** A message that says nothing but that it has arrived. `id` tells this test from others. */
export function testMessage(url: string, id: string, time: string): WebhookMessage {
  const data = { message: "A test of the webhook: no finding is meant" };
  return { id: webhookId(url, testType, [id]), body: JSON.stringify({ type: testType, timestamp: time, data }) };
}

/**
 * What makes an event the same event: one execution tells once what became of a finding version. It may put the event on the bus
 * twice, and EventBridge may deliver it twice; a replay of the finding is another execution, and told anew.
 */
function identityOf({ finding, executionArn, brief }: BusEvent["detail"]): readonly (string | undefined)[] {
  return [finding.productArn, finding.id, finding.version, executionArn, brief?.hash];
}

function webhookId(url: string, type: string, identity: readonly (string | undefined)[]): string {
  return `msg_${hash("sha256", JSON.stringify([url, type, ...identity])).slice(0, 32)}`;
}
