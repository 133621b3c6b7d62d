import type { FaultKind } from "../fault-kind.ts";

const row = 67;
const secondMs = 1_000;

const updateVisibleLate: FaultKind = {
  name: "update-visible-late",
  row,
  what: "an update of a finding is visible, and its event goes out, only up to ten minutes later: GetFindings shows what was before",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      updateLag() {
        const happens = chance.happens(intensity);
        const lagMs = chance.integer(1, 600) * secondMs;
        return happens && strike("securityhub:BatchUpdateFindings") ? lagMs : undefined;
      },
    },
  }),
};

const findingVisibleLate: FaultKind = {
  name: "finding-visible-late",
  row,
  what: "the event about a provider's finding is up to ten minutes ahead of what GetFindings shows",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      importLag() {
        const happens = chance.happens(intensity);
        const lagMs = chance.integer(1, 600) * secondMs;
        return happens && strike("securityhub:BatchImportFindings") ? lagMs : undefined;
      },
    },
  }),
};

export const visibilityFaults: readonly FaultKind[] = [updateVisibleLate, findingVisibleLate];
