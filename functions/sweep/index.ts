import { clock } from "#adapters/clock.ts";
import { readEnv } from "#adapters/env.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { executionsAdapter } from "#adapters/step-functions.ts";
import { createHandler } from "./handler.ts";

const env = readEnv(["TABLE_NAME", "INTAKE_QUEUE_URL", "STATE_MACHINE_ARN"]);
const [records, executions] = [findingRecordsAdapter(env.TABLE_NAME), executionsAdapter(env.STATE_MACHINE_ARN)];
const intake = envelopeQueue(env.INTAKE_QUEUE_URL);
const { log, measured } = measuredLog("sweep");
export const handler = measured(createHandler({ records, executions, intake, clock, log }));
