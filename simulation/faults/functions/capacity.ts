import { ServiceError } from "#local/service.ts";
import type { FaultKind } from "../fault-kind.ts";
import { functionSpells } from "./function-spells.ts";
import { invocationFault } from "./invocation-fault.ts";

const coldStarts = invocationFault({
  name: "cold-starts",
  row: 42,
  what: "a function finds no warm sandbox and starts for seconds in a new one, which remembers nothing",
  fate: (chance) => ({ cold: true, freezesAfterMs: 0, frozenMs: chance.integer(200, 9_000) }),
});

const noConcurrency: FaultKind = {
  name: "no-concurrency",
  row: 42,
  what: "a function has no concurrency left for minutes: Lambda takes no invocation of it",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spellOf = functionSpells(chance, intensity / 4, [1, 40]);
    return {
      hooks: {
        invocation(functionName) {
          if (!spellOf(functionName).isOn(cloud().clock.now()) || !strike(`lambda:${functionName}`)) return undefined;
          return { refuse: new ServiceError("TooManyRequestsException", 429, "Rate Exceeded") };
        },
      },
    };
  },
};

const diskFull = invocationFault({
  name: "disk-full",
  row: 42,
  what: "a new sandbox cannot write to its disk and does not start",
  fate: () => ({
    cold: true,
    startFailure: { errorType: "Error", errorMessage: "ENOSPC: no space left on device, write" },
  }),
});

const outOfMemory = invocationFault({
  name: "out-of-memory",
  row: 42,
  what: "a sandbox runs out of memory within its first second, wherever it is then",
  fate: (chance) => ({ diesAfterMs: chance.integer(0, 400) }),
});

export const capacityFaults: readonly FaultKind[] = [coldStarts, noConcurrency, diskFull, outOfMemory];
