import { automationRules, customAction } from "./arming-checks.ts";
import { clock, credentials, region } from "./caller-checks.ts";
import type { Check } from "./check.ts";
import { eventRules, eventSource, queues } from "./delivery-checks.ts";
import { detective, guardDuty } from "./detection-checks.ts";
import { linkedRegions } from "./linked-region-checks.ts";
import { alarms, deadLetters, intake } from "./load-checks.ts";
import { permissions } from "./permission-checks.ts";
import { administrator, aggregation, securityHub } from "./security-hub-checks.ts";
import { functions, stack, stateMachine, table, version } from "./stack-checks.ts";

/** Everything that `gumshoe doctor` looks at, in the order it tells of it. */
export const checks: readonly Check[] = [
  region,
  credentials,
  clock,
  stack,
  version,
  functions,
  stateMachine,
  table,
  permissions,
  securityHub,
  administrator,
  aggregation,
  linkedRegions,
  detective,
  guardDuty,
  automationRules,
  customAction,
  eventRules,
  queues,
  eventSource,
  intake,
  deadLetters,
  alarms,
];
