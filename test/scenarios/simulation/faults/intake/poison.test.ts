import { describe, expect, it } from "vitest";
import { bodiesIn } from "#simulation/queue.ts";
import { noon, roleArn as role } from "../../../local-aws.ts";
import { arrives, aStory, redrives, together, writesOf } from "../a-story.ts";
import { outcomesOf, type Played, playSeeds, startsOf } from "../played.ts";

const ids = ["a", "b", "c", "d", "e", "f"];
/** From when on nothing is deadly any more: two hours after the last act. */
const mendedSeconds = 12 * 3_600;
const visibilitySeconds = 740;
const windowSeconds = 20;

/** When a finding was first started by `ingest`, s after noon. */
function startedAfter({ happenings }: Played, id: string): number {
  const line = happenings.find(
    (one) => one.kind === "log" && "findingId" in one.fields && one.fields.findingId === id && isStart(one.fields),
  );
  return ((line?.atMs ?? Number.POSITIVE_INFINITY) - noon) / 1_000;
}

function sentAfter({ happenings }: Played, marker: string): number {
  const message = happenings.find((one) => one.kind === "message" && one.body === marker);
  return ((message?.atMs ?? Number.POSITIVE_INFINITY) - noon) / 1_000;
}

const isStart = (fields: object) => "outcome" in fields && fields.outcome === "started";

describe.each(["poison-pill", "poison-that-hangs"])("a message that kills whoever reads it (%s)", (name) => {
  const quiet = { atMs: Date.UTC(2026, 10, 21), what: "a quiet day ends", play: () => undefined };
  const marker = `${name}-2f1c`;

  it("is given up after twenty receives, alone: its siblings are done after two redeliveries", async () => {
    const story = aStory(...together(...ids), quiet);
    for (const played of await playSeeds([name], { intensity: 1, seeds: 6, story })) {
      expect(bodiesIn(played.cloud, "DeadLetter")).toEqual([marker]);
      expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
      expect(outcomesOf(played)).toEqual(Object.fromEntries(ids.map((id) => [id, "complete"])));
      const latest = Math.max(...ids.map((id) => startedAfter(played, id)));
      expect(latest).toBeLessThan(2 * (visibilitySeconds + windowSeconds) + windowSeconds + ids.length);
    }
  });

  it("holds up nothing that is received with it later on", async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ id: `f${n}`, seconds: n * 30 }));
    const story = aStory(...many.map(({ id, seconds }) => arrives(id, [`role-${id}`], seconds)), quiet);
    for (const played of await playSeeds([name], { intensity: 1, seeds: 2, story })) {
      const later = many.filter(({ seconds }) => seconds > sentAfter(played, marker) + windowSeconds);
      const waits = later.map(({ id, seconds }) => startedAfter(played, id) - seconds);
      expect(Math.max(...waits)).toBeLessThanOrEqual(windowSeconds + 1);
    }
  });

  it("is no more than garbage once the mend is out", async () => {
    const story = aStory(...together(...ids), redrives(mendedSeconds));
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      expect(startsOf(played)).toEqual(Object.fromEntries(ids.map((id) => [role(`role-${id}`), 1])));
      expect(writesOf(played)).toEqual(Object.fromEntries(ids.map((id) => [id, 2])));
    }
  });
});
