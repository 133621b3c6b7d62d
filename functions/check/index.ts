import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { logAdapter } from "#adapters/log.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler({ detective: detectiveAdapter(), clock, log: logAdapter() });
