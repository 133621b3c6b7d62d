import { contentFaults } from "./content.ts";
import { detectiveFaults } from "./detective.ts";
import type { FaultKind } from "./fault-kind.ts";
import { functionFaults } from "./functions.ts";
import { intakeFaults } from "./intake.ts";
import { operationFaults } from "./operations.ts";
import { reportFaults } from "./reports.ts";
import { securityHubFaults } from "./security-hub.ts";
import { storeFaults } from "./store.ts";
import { workflowFaults } from "./workflow.ts";

/** Every fault kind, in the order of the fault matrix. */
export const faultKinds: readonly FaultKind[] = [
  ...intakeFaults,
  ...contentFaults,
  ...storeFaults,
  ...functionFaults,
  ...workflowFaults,
  ...detectiveFaults,
  ...securityHubFaults,
  ...operationFaults,
  ...reportFaults,
];
