import type { Chance } from "../../chance.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { Act, Story } from "../../story/act.ts";
import { type AsffFinding, iso, updated } from "../../story/finding.ts";
import { heldFinding } from "../../story/held-finding.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

type About = Pick<FaultKind, "name" | "row" | "what">;

interface Meanwhile extends About {
  /** Of the imports that the intensity would have, so many; default 1. */
  readonly share?: number;
  /** How long after the import, s. */
  readonly after: readonly [min: number, max: number];
  readonly happens: (cloud: SimulatedCloud, finding: AsffFinding, chance: Chance) => void;
}

/** A fault of what becomes of a finding while it is worked on. */
function meanwhile({ after, happens, share = 1, ...about }: Meanwhile): FaultKind {
  const arm = ({ chance, intensity, strike }: Stage) => ({
    story(story: Story) {
      const more = story.acts.flatMap(({ atMs, provides }): readonly Act[] => {
        const [is, afterMs] = [chance.happens(intensity * share), chance.integer(...after) * 1_000];
        const of = chance.random();
        if (!provides || !is) return [];
        const fork = chance.fork(String(of));
        const play: Act["play"] = (cloud) => {
          const finding = heldFinding(cloud, provides());
          if (finding && strike("securityhub:finding")) unlessRefused(() => happens(cloud, finding, fork));
        };
        return [{ atMs: atMs + afterMs, what: about.what, play }];
      });
      return withActs(story, more);
    },
  });
  return { ...about, arm };
}

/** Before `ingest` reads it, while Detective works, or after all is over. */
const atWork: readonly [number, number] = [1, 400];

const archivedMeanwhile = meanwhile({
  name: "archived-meanwhile",
  row: 28,
  what: "the provider archives a finding before it is enriched",
  after: atWork,
  happens({ services, clock }, finding) {
    services.SecurityHub.importFinding({ ...finding, RecordState: "ARCHIVED", UpdatedAt: iso(clock.now()) });
  },
});

const closed = (name: string, Status: string, what: string) =>
  meanwhile({
    name,
    row: 28,
    what,
    after: atWork,
    happens(cloud, { ProductArn, Id }) {
      const update = { FindingIdentifiers: [{ ProductArn, Id }], Workflow: { Status } };
      cloud.call("SecurityHub", "BatchUpdateFindings", update);
    },
  });

const deletedMeanwhile = meanwhile({
  name: "deleted-meanwhile",
  row: 28,
  what: "Security Hub no longer holds a finding by the time it is to be enriched",
  after: atWork,
  happens({ services }, { ProductArn, Id }) {
    services.SecurityHub.forgetFinding(String(ProductArn), String(Id));
  },
});

const cadences = [
  ["updated-every-15-minutes", "every quarter of an hour", 15, 6],
  ["updated-hourly", "every hour", 60, 4],
  ["updated-every-6-hours", "every six hours", 360, 3],
] as const;

const aggregated = cadences.map(([name, often, minutes, times]) =>
  meanwhile({
    name,
    row: 29,
    what: `the provider sees more activity and updates the finding ${often}`,
    after: [60, 900],
    share: 0.3,
    happens({ services, clock }, finding, chance) {
      const beganAtMs = clock.now();
      for (let count = chance.integer(1, times); count > 0; count--) {
        const atMs = beganAtMs + count * minutes * 60_000;
        const newer = updated(finding, atMs - 60_000, atMs);
        clock.at(atMs, () => unlessRefused(() => services.SecurityHub.importFinding(newer)));
      }
    },
  }),
);

export const meanwhileFaults: readonly FaultKind[] = [
  archivedMeanwhile,
  closed("suppressed-meanwhile", "SUPPRESSED", "an analyst suppresses a finding before it is enriched"),
  closed("resolved-meanwhile", "RESOLVED", "an analyst resolves a finding before it is enriched"),
  deletedMeanwhile,
  ...aggregated,
];
