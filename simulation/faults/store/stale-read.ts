import type { FaultKind } from "../fault-kind.ts";

export const readsStale: FaultKind = {
  name: "reads-stale",
  row: 33,
  what: "a read that does not ask for consistency is behind by up to a hundred writes",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      readLag(operation) {
        const happens = chance.happens(intensity);
        const writes = chance.pick([1, 3, 10, 100]);
        return happens && strike(`dynamodb:${operation}`) ? writes : undefined;
      },
    },
  }),
};
