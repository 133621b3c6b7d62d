import type { FaultKind } from "../fault-kind.ts";
import { invocationFault } from "./invocation-fault.ts";

const longestTimeoutMs = 300_000;

const functionFrozen = invocationFault({
  name: "function-frozen",
  row: 40,
  what: "a sandbox stands still for up to a minute in the middle of its work, and goes on with what it knew",
  fate: (chance) => ({ freezesAfterMs: chance.integer(0, 300), frozenMs: chance.integer(1_000, 60_000) }),
});

const functionTimesOut = invocationFault({
  name: "function-times-out",
  row: 40,
  what: "a function does not come to its end in time: what it sent arrives, and Lambda ends it",
  fate: (chance) => ({ freezesAfterMs: chance.integer(0, 300), frozenMs: 2 * longestTimeoutMs }),
});

export const standstillFaults: readonly FaultKind[] = [functionFrozen, functionTimesOut];
