import { clock, dice } from "#adapters/clock.ts";
import { readEnv } from "#adapters/env.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { outletDeadLettersAdapter } from "#adapters/outlet-dead-letters.ts";
import { outletQueueAdapter } from "#adapters/outlet-queue.ts";
import { sqsBatch as batch } from "#adapters/sqs.ts";
import { webhookKeysAdapter } from "#adapters/webhook-keys.ts";
import { webhookRequest } from "#adapters/webhook-request.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["OUTLET_QUEUE_URL", "DEAD_LETTER_QUEUE_URL", "WEBHOOK_URL", "WEBHOOK_SECRET_ARN"]);
const { WEBHOOK_URL: url } = env;
const [queue, deadLetters] = [
  outletQueueAdapter(env.OUTLET_QUEUE_URL),
  outletDeadLettersAdapter(env.DEAD_LETTER_QUEUE_URL),
];
const [keys, post] = [webhookKeysAdapter(env.WEBHOOK_SECRET_ARN), webhookRequest(url)];
const { log, measured } = measuredLog("deliver-webhook");
export const handler = measured(createHandler({ batch, queue, deadLetters, keys, post, url, clock, dice, log }));
