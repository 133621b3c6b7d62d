import { endingFaults } from "./detective/ending.ts";
import { failingFaults } from "./detective/failing.ts";
import { graphFaults } from "./detective/graph.ts";
import { indicatorItemFaults } from "./detective/indicator-items.ts";
import { indicatorPageFaults } from "./detective/indicator-pages.ts";
import { listLag } from "./detective/listing.ts";
import { principalUnknown } from "./detective/principal.ts";
import { throttlingFaults } from "./detective/throttling.ts";
import { vanishingFaults } from "./detective/vanishing.ts";
import type { FaultKind } from "./fault-kind.ts";

/** Amazon Detective: rows 56 to 64. */
export const detectiveFaults: readonly FaultKind[] = [
  ...throttlingFaults,
  ...failingFaults,
  ...endingFaults,
  ...vanishingFaults,
  ...graphFaults,
  principalUnknown,
  ...indicatorPageFaults,
  ...indicatorItemFaults,
  listLag,
];
