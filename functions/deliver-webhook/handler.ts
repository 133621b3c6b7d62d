import type { BatchResponse } from "#domain/batch.ts";
import type { NotTaken } from "#domain/errors.ts";
import { type HandingOutPorts, handOut } from "#domain/handing-out.ts";
import { formatInstant } from "#domain/instant.ts";
import type { Clock, Invocation } from "#domain/ports.ts";
import { signedHeaders, type WebhookMessage } from "#domain/webhook/signature.ts";
import { refusalIn } from "#domain/webhook/webhook-answer.ts";
import { testMessage, webhookMessage } from "#domain/webhook/webhook-message.ts";
import type { LiveKeys, PostWebhook } from "#domain/webhook/webhook-ports.ts";
import { isTestRequest, type TestAnswer } from "#domain/webhook/webhook-test.ts";

export interface DeliverWebhookPorts extends HandingOutPorts {
  readonly keys: LiveKeys;
  readonly post: PostWebhook;
  readonly url: string;
  readonly clock: Clock;
}

/**
 * Sends what became of each finding to the one receiver that is configured, signed with every live key. A receiver that does not know
 * the keys (401) is asked once more with those that are live now: they may just have been changed.
 */
export function createHandler({ keys, post, url, clock, ...ports }: DeliverWebhookPorts) {
  const { log } = ports;

  const sent = async (message: WebhookMessage): Promise<NotTaken | undefined> => {
    const attempt = async (live: readonly string[]) => {
      const answer = await post(message.body, signedHeaders(message, clock.now(), live));
      return refusalIn(answer, clock.now());
    };
    const live = await keys.read();
    const refusal = await attempt(live);
    if (refusal?.code !== "http-401") return refusal;
    const fresh = await keys.refresh();
    return fresh.join() === live.join() ? refusal : attempt(fresh);
  };

  const test = async ({ awsRequestId }: Invocation): Promise<TestAnswer> => {
    const startedAt = clock.now();
    const message = testMessage(url, awsRequestId, formatInstant(startedAt));
    const refusal = await sent(message);
    const about = { webhookId: message.id, ms: clock.now() - startedAt };
    log.outcome({ outcome: refusal ? "failed" : "delivered", reason: "test", ...(refusal && { code: refusal.code }) });
    return refusal ? { ...about, delivered: false, code: refusal.code } : { ...about, delivered: true };
  };

  return async (event: unknown, invocation: Invocation): Promise<BatchResponse | TestAnswer> => {
    log.begin(invocation);
    if (isTestRequest(event)) return test(invocation);
    return handOut(ports, event, invocation, async (event, { messageId }, time) => {
      const startedAt = clock.now();
      const refusal = await sent(webhookMessage(event, url, time));
      if (refusal) throw refusal;
      const { id: findingId, productArn, version } = event.detail.finding;
      log.outcome({ outcome: "delivered", findingId, productArn, version, messageId, ms: clock.now() - startedAt });
    });
  };
}
