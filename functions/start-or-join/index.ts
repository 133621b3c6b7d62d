import { claimsAdapter } from "#adapters/claims-dynamodb.ts";
import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { readEnv } from "#adapters/env.ts";
import { iamClients, rolesAdapter } from "#adapters/iam.ts";
import { investigationsAdapter } from "#adapters/investigations-dynamodb.ts";
import { measuredLog } from "#adapters/metrics.ts";
import { createHandler } from "./handler.ts";

const { TABLE_NAME, SETTINGS: settings } = readEnv(["TABLE_NAME", "SETTINGS"]);
const [claims, investigations] = [claimsAdapter(TABLE_NAME), investigationsAdapter(TABLE_NAME)];
const [detective, roles] = [detectiveAdapter(), rolesAdapter(iamClients(settings.memberRoleName))];
const { log, measured } = measuredLog("start-or-join");
export const handler = measured(createHandler({ detective, investigations, claims, roles, clock, log, settings }));
