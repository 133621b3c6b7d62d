import { clock, dice } from "#adapters/clock.ts";
import { digestsAdapter } from "#adapters/digests-dynamodb.ts";
import { readEnv } from "#adapters/env.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { outletDeadLettersAdapter } from "#adapters/outlet-dead-letters.ts";
import { outletQueueAdapter } from "#adapters/outlet-queue.ts";
import { channelsAdapter } from "#adapters/sns.ts";
import { sqsBatch as batch } from "#adapters/sqs.ts";
import { tellingsAdapter } from "#adapters/tellings-dynamodb.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["TABLE_NAME", "MAIL_TOPIC_ARN", "CHAT_TOPIC_ARN", "NOTIFY"]);
const urls = readEnv(["OUTLET_QUEUE_URL", "DEAD_LETTER_QUEUE_URL"]);
const { log, measured } = measuredLog("notify");
const [tellings, digests] = [tellingsAdapter(env.TABLE_NAME), digestsAdapter(env.TABLE_NAME)];
const channels = channelsAdapter({ mailTopicArn: env.MAIL_TOPIC_ARN, chatTopicArn: env.CHAT_TOPIC_ARN });
const queue = outletQueueAdapter(urls.OUTLET_QUEUE_URL);
const deadLetters = outletDeadLettersAdapter(urls.DEAD_LETTER_QUEUE_URL);
export const handler = measured(
  createHandler({ batch, queue, deadLetters, dice, tellings, digests, channels, clock, log, settings: env.NOTIFY }),
);
