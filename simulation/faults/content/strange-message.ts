import type { Chance } from "../../chance.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { sendTo } from "../../queue.ts";
import type { Act, Story } from "../../story/act.ts";
import type { AsffFinding } from "../../story/finding.ts";
import { heldFinding } from "../../story/held-finding.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

type About = Pick<FaultKind, "name" | "row" | "what">;

export interface StrangeMessage extends About {
  /** Of the findings that the intensity would have, so many bring one; default 1. */
  readonly share?: number;
  /** The message, made from the event about a finding that arrives at the same time. */
  readonly body: (event: FindingEvent, chance: Chance) => string;
}

/** The event that Security Hub sends about a finding that is armed. */
export interface FindingEvent {
  readonly [member: string]: unknown;
  readonly detail: { readonly findings: readonly AsffFinding[] };
}

/** A fault of what lies in the intake queue: beside the events of some findings, messages that no AWS service would send. */
export function strangeMessage({ body, share = 1, ...about }: StrangeMessage): FaultKind {
  const arm = ({ chance, intensity, strike }: Stage) => ({
    story(story: Story) {
      const more = story.acts.flatMap(({ atMs, provides }): readonly Act[] => {
        const happens = chance.happens(intensity * share);
        const [laterMs, of] = [chance.integer(1, 30_000), chance.random()];
        if (!provides || !happens) return [];
        const fork = chance.fork(String(of));
        const play: Act["play"] = (cloud) => {
          const finding = heldFinding(cloud, provides());
          if (!finding) return;
          const text = body(eventOf(cloud, finding), fork);
          if (strike("sqs:SendMessage")) unlessRefused(() => sendTo(cloud, "Intake", text));
        };
        return [{ atMs: atMs + laterMs, what: "somebody sends a message to the intake queue", play }];
      });
      return withActs(story, more);
    },
  });
  return { ...about, arm };
}

function eventOf({ blueprint, clock }: SimulatedCloud, finding: AsffFinding): FindingEvent {
  const { accountId: account, region } = blueprint;
  return {
    version: "0",
    id: "strange",
    "detail-type": "Security Hub Findings - Imported",
    source: "aws.securityhub",
    account,
    time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`${finding["ProductArn"]}/${finding["Id"]}`],
    detail: { findings: [{ ...finding, UserDefinedFields: { investigate: "true" } }] },
  };
}

/** The same event about another finding. */
export function about(event: FindingEvent, change: (finding: AsffFinding) => unknown): object {
  return { ...event, detail: { ...event.detail, findings: event.detail.findings.map(change) } };
}
