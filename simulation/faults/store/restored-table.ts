import type { Act } from "../../story/act.ts";
import type { Snapshot } from "../../table/memory-table.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";

const minuteMs = 60_000;

const tableRestored: FaultKind = {
  name: "table-restored",
  row: 37,
  what: "the table is restored to a point in time up to two hours back",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const acts = momentsOf(stage, story).flatMap((atMs): Act[] => {
        let taken: Snapshot | undefined;
        const backMs = chance.integer(1, 120) * minuteMs;
        return [
          {
            atMs: Math.max(story.startAtMs, atMs - backMs),
            what: "a point in time to which the table is restored later",
            play({ table }) {
              taken = table.snapshot();
            },
          },
          {
            atMs,
            what: "somebody restores the table",
            play({ table }) {
              if (taken && strike("dynamodb:RestoreTableToPointInTime")) table.restore(taken);
            },
          },
        ];
      });
      return withActs(story, acts);
    },
  }),
};

const tableEmptied: FaultKind = {
  name: "table-emptied",
  row: 37,
  what: "the table is deleted and created anew, empty",
  arm: (stage) => ({
    story: (story) =>
      withActs(
        story,
        momentsOf(stage, story)
          .slice(0, 1)
          .map((atMs) => ({
            atMs,
            what: "somebody replaces the table",
            play({ table }) {
              if (stage.strike("dynamodb:DeleteTable")) table.restore({ items: new Map() });
            },
          })),
      ),
  }),
};

export const restoredTableFaults: readonly FaultKind[] = [tableRestored, tableEmptied];
