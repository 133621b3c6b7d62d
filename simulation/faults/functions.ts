import type { FaultKind } from "./fault-kind.ts";
import { capacityFaults } from "./functions/capacity.ts";
import { crashFaults } from "./functions/crash.ts";
import { invokedTwice } from "./functions/doubled.ts";
import { setUpFaults } from "./functions/set-up.ts";
import { standstillFaults } from "./functions/standstill.ts";

/** Lambda and its runtime: rows 39 to 43. Row 44, two versions of the code at once, is a matter of the contract. */
export const functionFaults: readonly FaultKind[] = [
  ...crashFaults,
  ...standstillFaults,
  invokedTwice,
  ...capacityFaults,
  ...setUpFaults,
];
