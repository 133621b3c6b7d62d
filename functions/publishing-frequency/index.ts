import { clock } from "#adapters/clock.ts";
import { detectorsAdapter } from "#adapters/detectors.ts";
import { logAdapter } from "#adapters/log.ts";
import { stackAnswer } from "#adapters/stack-answer.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler({
  detectors: detectorsAdapter(),
  answer: stackAnswer(),
  clock,
  log: logAdapter(),
});
