import type { Instant } from "#domain/instant.ts";
import type { SetUp } from "#domain/set-up.ts";
import { callerAdapter } from "./caller.ts";
import type { ClientSettings } from "./client-settings.ts";
import { deliverySetUp } from "./delivery-set-up.ts";
import { detectionSetUp } from "./detection-set-up.ts";
import { securityHubSetUp } from "./security-hub-set-up.ts";
import { stackSetUp } from "./stack-set-up.ts";
import { watchSetUp } from "./watch-set-up.ts";
import { workflowSetUp } from "./workflow-set-up.ts";

/** A stack and its surroundings, read from AWS; each thing is read once however many ask. */
export function setUpAdapter(
  settings: ClientSettings & { readonly region: string },
  stackName: string,
  now: () => Instant,
): SetUp {
  return {
    ...callerAdapter(settings),
    ...stackSetUp(settings, stackName),
    ...workflowSetUp(settings),
    ...securityHubSetUp(settings),
    ...detectionSetUp(settings),
    ...deliverySetUp(settings),
    ...watchSetUp(settings, now),
  };
}
