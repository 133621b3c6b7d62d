import type { FaultKind } from "./fault-kind.ts";
import { echoFaults } from "./security-hub/echo.ts";
import { failingFaults } from "./security-hub/failing.ts";
import { peopleFaults } from "./security-hub/people.ts";
import { unprocessedFaults } from "./security-hub/unprocessed.ts";
import { visibilityFaults } from "./security-hub/visibility.ts";

/** Security Hub and those who share it with us: rows 65 to 69. */
export const securityHubFaults: readonly FaultKind[] = [
  ...unprocessedFaults,
  ...failingFaults,
  ...visibilityFaults,
  ...peopleFaults,
  ...echoFaults,
];
