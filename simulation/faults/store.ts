import type { FaultKind } from "./fault-kind.ts";
import { largeItemFaults } from "./store/large-item.ts";
import { lostRaceFaults } from "./store/lost-race.ts";
import { restoredTableFaults } from "./store/restored-table.ts";
import { skewedClockFaults } from "./store/skewed-clock.ts";
import { claimHolderSlow } from "./store/slow-holder.ts";
import { readsStale } from "./store/stale-read.ts";
import { timeToLiveFaults } from "./store/time-to-live.ts";
import { tableTroubleFaults } from "./store/trouble.ts";
import { unheardWriteFaults } from "./store/unheard-write.ts";

/** The table of claims and records: rows 30 to 38. */
export const storeFaults: readonly FaultKind[] = [
  ...lostRaceFaults,
  ...unheardWriteFaults,
  ...tableTroubleFaults,
  readsStale,
  ...timeToLiveFaults,
  claimHolderSlow,
  ...skewedClockFaults,
  ...restoredTableFaults,
  ...largeItemFaults,
];
