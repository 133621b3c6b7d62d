import type { FaultKind } from "../fault-kind.ts";

/** Within the batching window, counted from the receive that began it, s. */
const inWindow: readonly [number, number] = [1, 19];
/** After the window, while a slow `ingest` is still at work on the batch, s. */
const afterWindow: readonly [number, number] = [21, 60];

const seenAgainInWindow: FaultKind = {
  name: "seen-again-in-window",
  row: 5,
  what: "a message comes into sight again while its batch still gathers: the visibility time-out runs from the receive",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      visibility() {
        const happens = chance.happens(intensity);
        const seconds = chance.integer(...inWindow);
        return happens && strike("sqs:ReceiveMessage") ? seconds : undefined;
      },
    },
  }),
};

const seenAgainAtWork: FaultKind = {
  name: "seen-again-at-work",
  row: 4,
  what: "the visibility time-out of a message ends while ingest, which is slow, still works on it",
  arm: ({ chance, intensity, strike }) => {
    let freeze: { readonly freezesAfterMs: number; readonly frozenMs: number } | undefined;
    return {
      hooks: {
        visibility() {
          const happens = chance.happens(intensity);
          const seconds = chance.integer(...afterWindow);
          const slow = { freezesAfterMs: chance.integer(0, 2), frozenMs: chance.integer(45, 100) * 1_000 };
          if (!happens || !strike("sqs:ReceiveMessage")) return undefined;
          freeze = slow;
          return seconds;
        },
        invocation(functionName) {
          if (functionName !== "ingest") return undefined;
          const slow = freeze;
          freeze = undefined;
          return slow;
        },
      },
    };
  },
};

const deletionLost: FaultKind = {
  name: "deletion-lost",
  row: 8,
  what: "the deletion of a message that was worked on gets lost: it comes again when its time-out is over",
  arm: ({ chance, intensity, strike }) => ({
    hooks: { deletion: () => (chance.happens(intensity) && strike("sqs:DeleteMessage") ? true : undefined) },
  }),
};

export const redeliveryFaults: readonly FaultKind[] = [seenAgainAtWork, seenAgainInWindow, deletionLost];
