import { sendTo } from "../../queue.ts";
import type { Act, Story } from "../../story/act.ts";
import { unlessRefused } from "../../story/import.ts";
import type { Stage } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

const bad = ["not json", "{", "[]", "null", '{"detail-type":"Security Hub Findings - Imported"}', '{"kind":"replay"}'];

/** The story in which messages of no use come with some of the findings: something to park. */
export function withBadRecords({ chance, intensity, strike }: Stage, story: Story): Story {
  const more = story.acts.flatMap(({ atMs, provides }): readonly Act[] => {
    const bodies = chance.shuffled(bad).slice(0, chance.integer(1, 3));
    if (!provides || !chance.happens(intensity)) return [];
    const play: Act["play"] = (cloud) => {
      for (const body of bodies) if (strike("sqs:SendMessage")) unlessRefused(() => sendTo(cloud, "Intake", body));
    };
    return [{ atMs, what: "somebody sends messages that cannot be read", play }];
  });
  return withActs(story, more);
}
