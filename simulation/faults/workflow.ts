import type { FaultKind } from "./fault-kind.ts";
import { endingFaults } from "./workflow/ending.ts";
import { largeDataFaults } from "./workflow/large-data.ts";
import { lastingFaults } from "./workflow/lasting.ts";
import { oddDataFaults } from "./workflow/odd-data.ts";
import { startingFaults } from "./workflow/starting.ts";
import { taskFaults } from "./workflow/task.ts";

/** Step Functions: rows 45 to 55. Row 53, that every state has its Retry and Catch, is checked in the definition too. */
export const workflowFaults: readonly FaultKind[] = [
  ...startingFaults,
  ...lastingFaults,
  ...largeDataFaults,
  ...endingFaults,
  ...taskFaults,
  ...oddDataFaults,
];
