import { describe, expect, it } from "vitest";
import { bodiesIn } from "#simulation/queue.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { aStory, redrives, together, writesOf } from "../a-story.ts";
import { outcomesOf, playSeeds, startsOf } from "../played.ts";

const ids = ["a", "b", "c", "d", "e", "f"];
/** From when on nothing is deadly any more: two hours after the last act. */
const mendedSeconds = 12 * 3_600;

describe.each(["poison-pill", "poison-that-hangs"])("a message that kills whoever reads it (%s)", (name) => {
  it("is given up after twenty receives; what was in its batch by then waits with it, as it came", async () => {
    const quiet = { atMs: Date.UTC(2026, 10, 21), what: "a quiet day ends", play: () => undefined };
    for (const played of await playSeeds([name], {
      intensity: 1,
      seeds: 3,
      story: aStory(...together(...ids), quiet),
    })) {
      const left = bodiesIn(played.cloud, "DeadLetter");
      expect(left).toContain(`${name}-2f1c`);
      expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
      const waiting = Object.entries(outcomesOf(played)).filter(([, outcome]) => outcome === "true");
      expect(left).toHaveLength(waiting.length + 1);
    }
  });

  it("takes nothing along for good: after the mend a redrive has all its siblings enriched, once", async () => {
    const story = aStory(...together(...ids), redrives(mendedSeconds));
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      if (bodiesIn(played.cloud, "DeadLetter").includes(`${name}-2f1c`)) continue;
      expect(outcomesOf(played)).toEqual(Object.fromEntries(ids.map((id) => [id, "complete"])));
      expect(startsOf(played)).toEqual(Object.fromEntries(ids.map((id) => [role(`role-${id}`), 1])));
      expect(writesOf(played)).toEqual(Object.fromEntries(ids.map((id) => [id, 2])));
    }
  });
});
