import { clock } from "#adapters/clock.ts";
import { readEnv } from "#adapters/env.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { eventBusAdapter } from "#adapters/event-bus.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { logAdapter } from "#adapters/log.ts";
import { getFindingsPace } from "#adapters/pace.ts";
import { securityHubAdapter } from "#adapters/security-hub.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["TABLE_NAME", "DEAD_LETTER_QUEUE_URL", "EVENT_BUS_NAME", "SETTINGS"]);
const [settings, log, records] = [env.SETTINGS, logAdapter(), findingRecordsAdapter(env.TABLE_NAME)];
const securityHub = securityHubAdapter(getFindingsPace(env.TABLE_NAME));
const [eventBus, deadLetters] = [eventBusAdapter(env.EVENT_BUS_NAME), envelopeQueue(env.DEAD_LETTER_QUEUE_URL)];
export const handler = createHandler({ securityHub, records, eventBus, deadLetters, clock, log, settings });
