import { describe, expect, it } from "vitest";
import { defaultBehaviour } from "#local/behaviour.ts";
import type { Chance } from "#simulation/chance.ts";
import type { Story } from "#simulation/story/act.ts";
import { roleArn } from "../../local-aws.ts";
import { arrives, aStory, plainStory, together, writesOf } from "./a-story.ts";
import { inFairWeather, outcomesOf, type Played, play, playSeeds, reasonsOf, startsOf, waitingIn } from "./played.ts";

const story = plainStory;
const fair = inFairWeather(story);
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const namesOf = ({ cloud }: Played) => cloud.services.SFN.executions().map(({ name }) => name);
const eventsMaxOf = ({ cloud }: Played) =>
  Math.max(...cloud.services.SFN.executions().map(({ historyEvents }) => historyEvents));
const endsOf = ({ cloud }: Played) => distinct(cloud.services.SFN.executions().map(({ status }) => status));

/** The same story, in which every investigation takes so many seconds. */
function lasting(durationSeconds: number, told: () => Story): () => Story {
  const arns = ["ines", "batch", ...Array.from({ length: 40 }, (_, n) => `role-${n}`)].map(roleArn);
  const principals = new Map(arns.map((arn) => [arn, { durationSeconds }]));
  return () => ({ ...told(), behaviour: { ...defaultBehaviour, principals } });
}

/** Everything is enriched, by as many investigations and writes as in fair weather. */
async function expectFairEnd(all: readonly Played[], weather = fair) {
  for (const played of all) {
    const usual = await weather(played.seed);
    expect(distinct(valuesOf(played))).toEqual(["complete"]);
    expect(startsOf(played)).toEqual(startsOf(usual));
    expect(writesOf(played)).toEqual(writesOf(usual));
  }
}

/** Every finding that is not enriched waits in the dead-letter queue. */
function expectKept(all: readonly Played[]) {
  for (const played of all) {
    const undone = Object.entries(outcomesOf(played)).filter(([, outcome]) => outcome !== "complete");
    expect(undone.map(([id]) => id).filter((id) => !waitingIn(played).has(id))).toEqual([]);
  }
}

describe("row 45: Step Functions takes no more executions", () => {
  it.each(["start-execution-throttled", "executions-at-limit"])("starts them later, in spite of %s", async (name) => {
    const all = await playSeeds([name], { story });
    await expectFairEnd(all);
    expect(all.flatMap(reasonsOf)).toEqual([]);
  });
});

describe("row 46: the name of an execution is taken", () => {
  it("knows its own execution again when the answer to its start got lost", async () => {
    for (const played of await playSeeds(["start-execution-unheard"], { story })) {
      expect(namesOf(played)).toEqual(namesOf(await fair(played.seed)));
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
    }
  });

  it("takes the next name when somebody else's execution has it", async () => {
    const all = await playSeeds(["execution-name-taken"], { story });
    await expectFairEnd(all);
    expect(all.flatMap(namesOf).filter((name) => name.endsWith("-1"))).not.toEqual([]);
  });
});

describe("row 47: state transitions are throttled", () => {
  it("comes to the same end, later", async () => {
    await expectFairEnd(await playSeeds(["transitions-throttled"], { story, intensity: 1 }));
  });
});

describe("row 48: long histories", () => {
  it("enriches after an hour of looks", async () => {
    await expectFairEnd(await playSeeds(["history-grows"], { story, intensity: 1, seeds: 3 }));
  });

  it("stays below 25,000 events with forty roles, an hour of looks and a third of the tries in vain", async () => {
    const forty = Array.from({ length: 40 }, (_, n) => arrives(`f${n}`, [`role-${n}`], n % 15));
    const crowd = lasting(3_500, aStory(...forty));
    const played = await play(1, ["lambda-errors"], { story: crowd, intensity: 0.3 });
    expect(played.violations).toEqual([]);
    expect(eventsMaxOf(played)).toBeGreaterThan(10_000);
    expect(eventsMaxOf(played)).toBeLessThan(25_000);
    expect(distinct(valuesOf(played))).toEqual(["complete"]);
  });
});

describe("row 49: answers too large for a state", () => {
  it("bounds the evidence of hundreds of indicators", async () => {
    await expectFairEnd(await playSeeds(["indicators-huge"], { story, intensity: 1, seeds: 3 }));
  });

  it("parks a group whose answer is too large, and leaves the others alone", async () => {
    const all = await playSeeds(["answer-too-large"], { story });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["service-unavailable"]);
    expectKept(all);
    expect(all.flatMap(valuesOf)).toContain("complete");
    expect(distinct(all.flatMap(endsOf))).toEqual(["SUCCEEDED"]);
  });
});

describe("row 50: an execution ends early", () => {
  const slow = lasting(500, story);
  const slowly = inFairWeather(slow);
  it.each([
    { name: "execution-aborted", status: "ABORTED" },
    { name: "execution-times-out", status: "TIMED_OUT" },
    { name: "state-machine-deleted", status: "ABORTED" },
  ])("puts its findings back after $name, and enriches them", async ({ name, status }) => {
    const all = await playSeeds([name], { story: slow, intensity: 1 });
    expect(distinct(all.flatMap(endsOf))).toEqual([status, "SUCCEEDED"].sort());
    await expectFairEnd(all, slowly);
  });
});

describe("row 51: an execution is redriven, and its findings replayed", () => {
  it("starts and writes nothing twice, whoever comes first", async () => {
    const all = await playSeeds(["redriven-and-replayed"], { story, intensity: 1 });
    await expectFairEnd(all);
    expect(all.flatMap(reasonsOf)).toEqual([]);
  });
});

describe("row 52: one branch of a map fails", () => {
  const ten = aStory(...together("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
  it("parks the findings of that group, and enriches all others as if nothing had happened", async () => {
    for (const played of await playSeeds(["branch-fails"], { story: ten })) {
      const failed = played.strikes.length;
      expect(valuesOf(played).filter((outcome) => outcome === "parked")).toHaveLength(failed);
      expect(valuesOf(played).filter((outcome) => outcome === "complete")).toHaveLength(10 - failed);
      expect(reasonsOf(played)).toEqual(Array.from({ length: failed }, () => "service-unavailable"));
    }
  });
});

describe("row 53: errors of Lambda", () => {
  it("retries those that pass", async () => {
    const all = await playSeeds(["lambda-errors"], { story });
    await expectFairEnd(all);
    expect(all.flatMap(reasonsOf)).toEqual([]);
  });

  it.each(["lambda-refuses", "retries-exhausted"])("parks, and fails no execution, in the face of %s", async (name) => {
    const all = await playSeeds([name], { story });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["service-unavailable"]);
    expectKept(all);
    expect(distinct(all.flatMap(endsOf))).toEqual(["SUCCEEDED"]);
  });
});

describe("row 54: data that no expression expects", () => {
  it("keeps whatever an odd answer ends: parked, or the event of its execution", async () => {
    const all = await playSeeds(["answer-odd"], { story, seeds: 12 });
    const kept = ["Step Functions Execution Status Change", "investigation-failed", "service-unavailable"];
    expect(distinct(all.flatMap(reasonsOf)).filter((reason) => !kept.includes(reason))).toEqual([]);
    expectKept(all);
  });

  it("parks what fails with an error of any name and text", async () => {
    const all = await playSeeds(["error-odd"], { story });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["investigation-failed", "service-unavailable"]);
    expect(distinct(all.flatMap(endsOf))).toEqual(["SUCCEEDED"]);
  });
});

describe("row 55: waits of a quarter of an hour and more", () => {
  const alone = (chance: Chance): Story => aStory(arrives(`f-${chance.integer(1, 99)}`, ["ines"]))();
  it("holds no function meanwhile, and gives up after an hour", async () => {
    for (const played of await playSeeds(["waits-long"], { story: alone, intensity: 1 })) {
      const [outcome] = valuesOf(played);
      expect(reasonsOf(played)).toEqual(outcome === "complete" ? [] : ["investigation-timed-out"]);
      const ms = played.happenings.flatMap((one) => (one.kind === "invocation" ? [one.durationMs ?? 0] : []));
      expect(Math.max(...ms)).toBeLessThan(2_000);
    }
  });
});
