import type { FaultKind } from "../fault-kind.ts";

export const listLag: FaultKind = {
  name: "list-lag",
  row: 64,
  what: "ListInvestigations does not show what was started up to ten minutes ago",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      listLag() {
        const happens = chance.happens(intensity);
        const lagMs = chance.integer(1, 600) * 1_000;
        return happens && strike("detective:ListInvestigations") ? lagMs : undefined;
      },
    },
  }),
};
