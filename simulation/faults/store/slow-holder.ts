import type { FaultKind } from "../fault-kind.ts";

export const claimHolderSlow: FaultKind = {
  name: "claim-holder-slow",
  row: 35,
  what: "start-or-join stands still for up to a minute, alive and with its claim: it may run out before it goes on",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      invocation(functionName) {
        if (functionName !== "start-or-join") return undefined;
        const happens = chance.happens(intensity);
        const slow = { freezesAfterMs: chance.integer(0, 250), frozenMs: chance.integer(1_000, 65_000) };
        return happens && strike("lambda:start-or-join") ? slow : undefined;
      },
    },
  }),
};
