import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { readEnv } from "#adapters/env.ts";
import { logAdapter } from "#adapters/log.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { getFindingsSlots } from "#adapters/pace.ts";
import { createHandler } from "./handler.ts";

const { TABLE_NAME } = readEnv(["TABLE_NAME"]);
const [openGroups, slots] = [openGroupsAdapter(TABLE_NAME), getFindingsSlots(TABLE_NAME)];
export const handler = createHandler({ detective: detectiveAdapter(), openGroups, slots, clock, log: logAdapter() });
