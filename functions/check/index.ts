import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { readEnv } from "#adapters/env.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { getFindingsSlots } from "#adapters/pace.ts";
import { reportsAdapter } from "#adapters/reports-s3.ts";
import { createHandler } from "./handler.ts";

const { TABLE_NAME, REPORTS_BUCKET } = readEnv(["TABLE_NAME", "REPORTS_BUCKET"]);
const [openGroups, slots] = [openGroupsAdapter(TABLE_NAME), getFindingsSlots(TABLE_NAME)];
const reports = REPORTS_BUCKET === undefined ? undefined : reportsAdapter(REPORTS_BUCKET);
const { log, measured } = measuredLog("check");
const detective = detectiveAdapter();
export const handler = measured(createHandler({ detective, reports, openGroups, slots, clock, log }));
