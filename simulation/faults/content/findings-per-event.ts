import type { SimulatedCloud } from "../../cloud.ts";
import type { Act, Story } from "../../story/act.ts";
import { clickEvent } from "../../story/click.ts";
import type { AsffFinding } from "../../story/finding.ts";
import { heldFinding } from "../../story/held-finding.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { comesRarely, momentsOf, withActs } from "../moments.ts";

const row = 19;
/** The console sends no more in one event; we promise to take whatever comes. */
const [most, beyond] = [100, 125];

const clickOnNothing = click({
  name: "click-on-nothing",
  what: "the event of the custom action has no findings at all",
  findings: () => [],
});

const clickOnOne = click({
  name: "click-on-one",
  what: "the event of the custom action has a single finding",
  findings: ([first]) => (first ? [first] : []),
});

const clickOnHundreds = click({
  name: "click-on-hundreds",
  what: "the event of the custom action has a hundred findings and more, some of them twice",
  // A hundred findings are much work.
  share: 0.15,
  findings(own) {
    if (own.length === 0) return [];
    const isMixed = own.length % 2 === 1;
    const more = Array.from({ length: (isMixed ? most : beyond) - own.length }, (_, index) => {
      // Either about everybody, or more about the same people than one call may name.
      return copyOf(own[isMixed ? index % own.length : 0] ?? {}, index);
    });
    return [...own, ...more];
  },
});

interface Click extends Pick<FaultKind, "name" | "what"> {
  readonly share?: number;
  /** Those of the event, made from what the story has imported. */
  readonly findings: (own: readonly AsffFinding[]) => readonly AsffFinding[];
}

function click({ findings, share = 1, ...about }: Click): FaultKind {
  const arm = (stage: Stage) => ({
    story(story: Story) {
      const happens = comesRarely(stage, Math.min(1, 10 * stage.intensity) * share);
      const [atMs = 0] = momentsOf(stage, story);
      const play: Act["play"] = (cloud) => {
        const shown = findings(storedOf(cloud, story));
        if (!stage.strike("securityhub:custom-action")) return;
        // Those that are new are older than any rule: nothing arms them.
        for (const finding of shown) unlessRefused(() => cloud.services.SecurityHub.putFinding(finding));
        cloud.putEvent(clickEvent(cloud, shown));
      };
      return happens ? withActs(story, [{ atMs, what: about.what, play }]) : story;
    },
  });
  return { ...about, row, arm };
}

/** The findings of the story that Security Hub holds by now. */
function storedOf(cloud: SimulatedCloud, { acts }: Story): readonly AsffFinding[] {
  const byName = new Map<string, AsffFinding>();
  for (const { provides } of acts) {
    const held = provides && heldFinding(cloud, provides());
    if (held) byName.set(`${held["ProductArn"]} ${held["Id"]}`, held);
  }
  return [...byName.values()];
}

function copyOf(finding: AsffFinding, index: number): AsffFinding {
  const { UserDefinedFields: _fields, Note: _note, ...plain } = finding;
  return { ...plain, Id: `${finding["Id"]}-copy-${index}`, Workflow: { Status: "NEW" } };
}

export const findingsPerEventFaults: readonly FaultKind[] = [clickOnNothing, clickOnOne, clickOnHundreds];
