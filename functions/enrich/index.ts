import { clock } from "#adapters/clock.ts";
import { readEnv } from "#adapters/env.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { eventBusAdapter } from "#adapters/event-bus.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { briefPace, getFindingsSlots } from "#adapters/pace.ts";
import { securityHubAdapter } from "#adapters/security-hub.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["TABLE_NAME", "INTAKE_QUEUE_URL", "DEAD_LETTER_QUEUE_URL", "EVENT_BUS_NAME", "SETTINGS"]);
const { log, measured } = measuredLog("enrich");
const [settings, records] = [env.SETTINGS, findingRecordsAdapter(env.TABLE_NAME)];
const [openGroups, pace] = [openGroupsAdapter(env.TABLE_NAME), briefPace(getFindingsSlots(env.TABLE_NAME))];
const [securityHub, eventBus] = [securityHubAdapter(pace), eventBusAdapter(env.EVENT_BUS_NAME)];
const [intake, deadLetters] = [envelopeQueue(env.INTAKE_QUEUE_URL), envelopeQueue(env.DEAD_LETTER_QUEUE_URL)];
const told = { records, eventBus, intake, deadLetters, log };
export const handler = measured(createHandler({ ...told, securityHub, openGroups, clock, settings }));
