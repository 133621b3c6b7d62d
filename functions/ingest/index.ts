import { clock } from "#adapters/clock.ts";
import { readEnv } from "#adapters/env.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { iamClients, rolesAdapter } from "#adapters/iam.ts";
import { logAdapter } from "#adapters/log.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { sqsBatch as batch } from "#adapters/sqs.ts";
import { executionsAdapter } from "#adapters/step-functions.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["TABLE_NAME", "DEAD_LETTER_QUEUE_URL", "STATE_MACHINE_ARN", "SETTINGS"]);
const [settings, log] = [env.SETTINGS, logAdapter()];
const [records, executions] = [findingRecordsAdapter(env.TABLE_NAME), executionsAdapter(env.STATE_MACHINE_ARN)];
const [openGroups, deadLetters] = [openGroupsAdapter(env.TABLE_NAME), envelopeQueue(env.DEAD_LETTER_QUEUE_URL)];
const roles = rolesAdapter(iamClients(settings.memberRoleName));
const kept = { records, openGroups, deadLetters, log };
export const handler = createHandler({ ...kept, batch, executions, roles, clock, settings });
