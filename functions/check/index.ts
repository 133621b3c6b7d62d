import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { readEnv } from "#adapters/env.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { getFindingsSlots } from "#adapters/pace.ts";
import { createHandler } from "./handler.ts";

const { TABLE_NAME } = readEnv(["TABLE_NAME"]);
const [openGroups, slots] = [openGroupsAdapter(TABLE_NAME), getFindingsSlots(TABLE_NAME)];
const { log, measured } = measuredLog("check");
export const handler = measured(createHandler({ detective: detectiveAdapter(), openGroups, slots, clock, log }));
