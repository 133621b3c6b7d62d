import type { FaultKind } from "./fault-kind.ts";
import { deadLetterReplays } from "./operations/dead-letters.ts";
import { eventReplays } from "./operations/event-archive.ts";
import { twoOperators } from "./operations/operators.ts";

/** What people do who run it: row 70. */
export const operationFaults: readonly FaultKind[] = [...deadLetterReplays, ...eventReplays, twoOperators];
