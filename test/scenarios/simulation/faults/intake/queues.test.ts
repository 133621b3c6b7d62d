import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { bodiesIn, queueArn } from "#simulation/queue.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { abortsAll, arrives, aStory, redrives, together, writesOf } from "../a-story.ts";
import { deadLettersOf, outcomesOf, type Played, play, playSeeds, reasonsOf, startsOf } from "../played.ts";

const hours = (count: number) => count * 3_600;
const oneEach = { [role("role-a")]: 1, [role("role-b")]: 1 };

describe("an intake queue that does not take events", () => {
  it("gets them later when it throttles for less than a day (delivery-throttled)", async () => {
    for (const played of await playSeeds(["delivery-throttled"], {
      intensity: 1,
      seeds: 6,
      story: aStory(...together("a", "b")),
    })) {
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete" });
      expect(startsOf(played)).toEqual(oneEach);
    }
  });

  it("leaves them to the dead-letter queue after a day, from where a redrive brings them in (delivery-throttled)", async () => {
    const story = aStory(...together("a", "b"), arrives("c", ["role-c"], hours(40)), redrives(hours(90)));
    let exhausted = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const played = await play(seed, ["delivery-throttled"], { intensity: 1, story });
      expect(played.violations).toEqual([]);
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete", c: "complete" });
      exhausted += arrivalsIn(played, "DeadLetter");
    }
    expect(exhausted).toBeGreaterThan(0);
  });

  it("leaves them there at once when it denies them, with the rule's reason (delivery-denied)", async () => {
    const [played] = await playSeeds(["delivery-denied"], {
      intensity: 1,
      seeds: 1,
      story: aStory(...together("a", "b")),
    });
    if (!played) throw new Error("Nothing was played");
    expect(reasonsOf(played)).toEqual(["Security Hub Findings - Imported", "Security Hub Findings - Imported"]);
    const told = played.cloud.services.SQS.peek(queueArn(played.cloud.blueprint, "DeadLetter"));
    expect(told.map(({ messageAttributes }) => messageAttributes["ERROR_CODE"]?.StringValue)).toEqual([
      "NO_PERMISSIONS",
      "NO_PERMISSIONS",
    ]);
    expect(outcomesOf(played)).toEqual({ a: "true", b: "true" });
  });

  it("and whose dead-letter queue denies them too loses them in sight: they stay armed, and the next update brings them in (nowhere-to-deliver)", async () => {
    const again = arrives("a", ["role-a"], hours(3));
    let lost = 0;
    let rescued = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const played = await play(seed, ["nowhere-to-deliver"], {
        intensity: 1,
        story: aStory(...together("a", "b"), again),
      });
      expect(played.violations).toEqual([]);
      const gone = played.happenings.filter(({ kind }) => kind === "event-lost").length;
      lost += gone;
      expect(gone).toBe(played.strikes.length);
      if (gone === 1 && outcomesOf(played)["a"] === "complete") rescued++;
      expect(Object.values(outcomesOf(played)).filter((outcome) => outcome === "true").length).toBeLessThanOrEqual(
        gone,
      );
    }
    expect(lost).toBeGreaterThan(0);
    expect(rescued).toBeGreaterThan(0);
  });

  it("and a failed execution whose event is denied are put right by the sweep (failure-event-dropped)", async () => {
    const story = aStory(...together("a", "b"), abortsAll(60));
    const [played] = await playSeeds(["failure-event-dropped"], { intensity: 1, seeds: 1, story });
    if (!played) throw new Error("Nothing was played");
    expect(played.happenings.filter(({ kind }) => kind === "event-lost")).toHaveLength(1);
    expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete" });
    expect(startsOf(played)).toEqual(oneEach);
  });
});

describe("a dead-letter queue that does not take messages", () => {
  it("keeps them in the intake queue, not acknowledged, until it does (dead-letters-refused)", async () => {
    for (const played of await playSeeds(["dead-letters-refused"], {
      intensity: 0.5,
      seeds: 4,
      story: aStory(...together("a", "b")),
    })) {
      const sent = played.strikes.filter(({ at }) => at === "sqs:SendMessage").length;
      expect(deadLettersOf(played)).toHaveLength(sent);
      expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete" });
      expect(startsOf(played)).toEqual(oneEach);
      expect(writesOf(played)).toEqual({ a: 2, b: 2 });
    }
  });

  it("and took them unheard holds them twice rather than not at all (dead-letter-answer-lost)", async () => {
    for (const played of await playSeeds(["dead-letter-answer-lost"], {
      intensity: 0.5,
      seeds: 4,
      story: aStory(...together("a", "b")),
    })) {
      const sent = played.strikes.filter(({ at }) => at === "sqs:SendMessage").length;
      expect(deadLettersOf(played).length).toBeGreaterThanOrEqual(sent);
      expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete" });
    }
  });

  it("in part is asked again for the rest (dead-letters-refused-in-part)", async () => {
    const ids = ["a", "b", "c", "d"];
    const gone = ids.map((id, index) => forgets(id, 100 + index));
    const story = aStory(...ids.map((id, index) => arrives(id, ["role-of-all"], index)), ...gone);
    for (const played of await playSeeds(["dead-letters-refused-in-part"], { intensity: 1, seeds: 3, story })) {
      const parked = deadLettersOf(played).map((letter) => String(memberOf(memberOf(letter, "finding"), "id")));
      expect(parked.sort()).toEqual(ids);
      expect(new Set(reasonsOf(played))).toEqual(new Set(["finding-not-found"]));
    }
  });

  it("and denies the workflow leaves findings to the sweep, which puts them back (workflow-cannot-park)", async () => {
    const story = aStory(...together("a", "b"), arrives("c", ["role-c"], hours(6)));
    const all = await playSeeds(["workflow-cannot-park"], { intensity: 1, seeds: 2, story });
    for (const played of all) {
      const parked = deadLettersOf(played).map((letter) => String(memberOf(memberOf(letter, "finding"), "id")));
      const written = Object.entries(outcomesOf(played)).flatMap(([id, outcome]) =>
        outcome === "complete" ? [id] : [],
      );
      expect([...new Set([...parked, ...written])].sort()).toEqual(["a", "b", "c"]);
    }
    expect(all.flatMap(statesOf)).toContain("Leave it to the sweep");
  });
});

describe("an intake queue that nobody polls", () => {
  it("keeps its messages for four days (polling-stopped)", async () => {
    const story = aStory(...together("a", "b"), arrives("c", ["role-c"], hours(30)));
    for (const played of await playSeeds(["polling-stopped"], { intensity: 1, seeds: 6, story })) {
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete", c: "complete" });
    }
  });

  it("loses what is older, in sight: the finding stays armed, and a newer version brings it in (messages-expire)", async () => {
    const versions = Array.from({ length: 40 }, (_, index) => arrives(`f${index}`, [`role-${index % 3}`], index * 240));
    let expired = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const again = arrives("f1", ["role-1"], hours(12));
      const played = await play(seed, ["messages-expire"], { intensity: 1, story: aStory(...versions, again) });
      expect(played.violations).toEqual([]);
      const gone = played.happenings.filter((one) => one.kind === "message" && one.change === "expired").length;
      const armed = Object.values(outcomesOf(played)).filter((outcome) => outcome === "true").length;
      expect(armed).toBeLessThanOrEqual(gone);
      expired += gone;
    }
    expect(expired).toBeGreaterThan(0);
  });
});

function statesOf({ happenings }: Played): readonly string[] {
  return happenings.flatMap((one) => (one.kind === "state" ? [one.state] : []));
}

function arrivalsIn({ happenings }: Played, which: "Intake" | "DeadLetter"): number {
  return happenings.filter((one) => one.kind === "message" && one.queue.includes(which) && one.change === "arrives")
    .length;
}

/** Security Hub forgets a finding, seconds after noon. */
function forgets(id: string, seconds: number) {
  const product = "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default";
  return {
    atMs: Date.UTC(2026, 10, 20, 12) + seconds * 1_000,
    what: `Security Hub forgets ${id}`,
    play: ({ services }: Played["cloud"]) => services.SecurityHub.forgetFinding(product, id),
  };
}
