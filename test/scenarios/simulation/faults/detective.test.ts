import { describe, expect, it } from "vitest";
import { defaultBehaviour } from "#local/behaviour.ts";
import { memberOf } from "#local/services/request/record.ts";
import { withActs } from "#simulation/faults/moments.ts";
import { moveDeadLetters } from "#simulation/faults/operations/dead-letters.ts";
import type { Act } from "#simulation/story/act.ts";
import { roleArn } from "../../local-aws.ts";
import { plainStory } from "./a-story.ts";
import {
  callsTo,
  calmStory,
  fieldsOf,
  findingsOf,
  inFairWeather,
  outcomesOf,
  type Played,
  play,
  playSeeds,
  reasonsOf,
  startsOf,
} from "./played.ts";

const story = calmStory(6);
const calls = ["ListGraphs", "ListInvestigations", "StartInvestigation", "GetInvestigation", "ListIndicators"];
const countOf = (played: Played) => calls.flatMap((name) => callsTo(played, `Detective.${name}`)).length;
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const [atMs, minuteMs] = [Date.UTC(2026, 10, 20, 12), 60_000];
const replacement: Act = {
  atMs: atMs + minuteMs,
  what: "somebody deletes the behavior graph and makes another one",
  play(cloud) {
    const { GraphList } = cloud.call("Detective", "ListGraphs", {});
    cloud.call("Detective", "DeleteGraph", { GraphArn: memberOf(Array.isArray(GraphList) && GraphList[0], "Arn") });
    cloud.call("Detective", "CreateGraph", {});
  },
};
const replay: Act = { atMs: atMs + 90 * minuteMs, what: "somebody replays the dead letters", play: moveDeadLetters };
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const fair = inFairWeather(story);

describe("row 56: Detective throttles", () => {
  it("enriches every finding with as many investigations as in fair weather, for few more calls, when calls are throttled", async () => {
    for (const played of await playSeeds(["detective-throttles"], { story })) {
      const usual = await fair(played.seed);
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
      expect(startsOf(played)).toEqual(startsOf(usual));
      expect(countOf(played)).toBeLessThan(3 * countOf(usual));
    }
  });

  it("comes to an end and starts nothing twice when Detective takes a call in ten seconds", async () => {
    const all = await playSeeds(["detective-slow-rate"], { story, intensity: 1, seeds: 12 });
    for (const played of all) {
      expect(valuesOf(played).filter((outcome) => outcome === "true")).toEqual([]);
      expect(Math.max(...Object.values(startsOf(played)))).toBe(1);
    }
  });
});

describe("row 57: Detective fails, or its answers get lost", () => {
  it("starts nothing twice when the answer of a start gets lost", async () => {
    for (const played of await playSeeds(["start-answer-lost"], { story })) {
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
    }
  });

  it("starts at most one more for each start that arrives after its caller has given up", async () => {
    for (const played of await playSeeds(["start-arrives-late"], { story })) {
      const started = Object.values(startsOf(played)).reduce((sum, count) => sum + count, 0);
      const usual = Object.values(startsOf(await fair(played.seed))).length;
      expect(started).toBeLessThanOrEqual(usual + played.strikes.length);
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
    }
  });

  it.each(["detective-fails", "detective-answers-late"])("enriches every finding in spite of %s", async (name) => {
    for (const played of await playSeeds([name], { story })) {
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
      expect(Math.max(...Object.values(startsOf(played)))).toBe(1);
    }
  });

  it("parks what an outage outlasts, and says that the service was unavailable", async () => {
    const all = await playSeeds(["detective-outage"], { story, intensity: 1 });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["service-unavailable"]);
    expect(all.flatMap(valuesOf)).not.toContain("true");
  });
});

describe("row 58: investigations that end FAILED", () => {
  it("starts each once more, and no third time", async () => {
    const all = await playSeeds(["investigation-fails"], { story: calmStory(1), intensity: 0.7 });
    expect(distinct(all.flatMap((played) => Object.values(startsOf(played)).map(String)))).toEqual(["1", "2"]);
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["investigation-failed"]);
  });

  it("never calls a finding complete whose principal cannot be investigated", async () => {
    const all = await playSeeds(["investigations-keep-failing"], { story, intensity: 1 });
    expect(distinct(all.flatMap(valuesOf))).toEqual(["parked"]);
    expect(
      distinct([...findingsOf(all[0] as Played).values()].map((one) => fieldsOf(one)["gumshoeVerdict"] ?? "")),
    ).toEqual(["NONE"]);
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["investigation-failed"]);
  });
});

describe("row 59: investigations whose end is not clear", () => {
  it.each(["investigation-never-ends", "investigation-status-unknown"])(
    "parks findings as timed out in the face of %s, and calls none complete that it struck",
    async (name) => {
      const all = await playSeeds([name], { story, intensity: 1 });
      expect(distinct(all.flatMap(valuesOf))).toEqual(["parked"]);
      expect(distinct(all.flatMap(reasonsOf))).toEqual(["investigation-timed-out"]);
    },
  );

  it("looks no more often at one of an hour because answers come too late", async () => {
    const principals = new Map(["ines", "batch"].map((name) => [roleArn(name), { durationSeconds: 3_500 }]));
    const slow = () => ({ ...plainStory(), behaviour: { ...defaultBehaviour, principals } });
    for (const played of await playSeeds(["detective-answers-late"], { story: slow }))
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
  });

  it("looks again at an investigation that runs again, and enriches", async () => {
    for (const played of await playSeeds(["investigation-runs-again"], { story })) {
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
    }
  });

  it("calls a finding partial whose investigation has a severity that it does not know", async () => {
    const all = await playSeeds(["investigation-severity-unknown"], { story, intensity: 1 });
    expect(distinct(all.flatMap(valuesOf))).toEqual(["partial"]);
    const reasons = all.flatMap((played) =>
      [...findingsOf(played).values()].map((one) => fieldsOf(one)["gumshoeReason"]),
    );
    expect(reasons.every((reason) => reason?.startsWith("evidence-incomplete"))).toBe(true);
    const verdicts = all.flatMap((played) =>
      [...findingsOf(played).values()].map((one) => fieldsOf(one)["gumshoeVerdict"] ?? ""),
    );
    expect(distinct(verdicts)).toEqual(["NONE"]);
  });
});

describe("row 60: investigations archived or gone", () => {
  it("takes no notice when somebody archives an investigation", async () => {
    for (const played of await playSeeds(["investigation-archived"], { story })) {
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
    }
  });

  it("starts what is gone once more, and parks it when that one goes too", async () => {
    const all = await playSeeds(["investigation-vanishes"], { story, intensity: 1 });
    expect(distinct(all.flatMap(valuesOf))).toEqual(["parked"]);
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["investigation-failed"]);
  });

  it("keeps what is known of the other principal of a finding", async () => {
    const all = await playSeeds(["investigation-vanishes"], { story, intensity: 0.3, seeds: 16 });
    const findings = all.flatMap((played) => [...findingsOf(played).values()]);
    const partial = findings.filter((one) => fieldsOf(one)["investigate"] === "partial");
    const finding = partial.find((one) => fieldsOf(one)["gumshoeReason"]?.startsWith("investigation-failed: "));
    expect(fieldsOf(finding)["gumshoeInvestigations"]).toMatch(/^[\w-]+=\d{21}$/);
    const looks = all.flatMap(({ happenings }) => happenings.filter((one) => one.kind === "invocation"));
    expect(looks.filter((one) => one.function === "check" && one.failure)).toEqual([]);
  });
});

describe("row 61: behavior graphs", () => {
  it.each([
    { name: "graph-missing", intensity: 1 },
    { name: "graph-deleted", intensity: 1 },
    { name: "member-disabled", intensity: 1 },
    { name: "region-without-graph", intensity: 1 },
  ])("parks as a fault of the set-up what $name strikes", async ({ name, intensity }) => {
    const all = await playSeeds([name], { story, intensity });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["setup-fault"]);
    expect(all.flatMap(valuesOf)).toContain("parked");
  });

  it("uses the graph that was made anew: what was parked meanwhile is enriched by a replay", async () => {
    const replaced = await play(1, [], { story: (chance) => withActs(story(chance), [replacement, replay]) });
    expect(reasonsOf(replaced)).toEqual([]);
    expect(distinct(valuesOf(replaced))).toEqual(["complete"]);
    const graphs = callsTo(replaced, "Detective.StartInvestigation").map(({ input }) => memberOf(input, "GraphArn"));
    expect(new Set(graphs).size).toBe(2);
  });

  it("investigates in our graph, or parks, when ListGraphs answers another one too", async () => {
    const all = await playSeeds(["graphs-several"], { story, intensity: 1 });
    expect(all.flatMap(valuesOf)).toEqual(expect.arrayContaining(["complete", "parked"]));
    expect(all.flatMap(valuesOf)).not.toContain("not-investigable");
  });
});

describe("row 62: principals that Detective does not know", () => {
  it("ends as not investigable after one call", async () => {
    for (const played of await playSeeds(["principal-unknown"], { story, intensity: 1 })) {
      expect(distinct(valuesOf(played))).toEqual(["not-investigable"]);
      const asked = callsTo(played, "Detective.StartInvestigation").map(
        ({ requestId, input }) => `${requestId} ${memberOf(input, "EntityArn")}`,
      );
      expect(new Set(asked).size).toBe(asked.length);
      expect(reasonsOf(played)).toEqual([]);
    }
  });
});

describe("row 63: pages of indicators", () => {
  it.each([
    { name: "indicators-many-pages", outcomes: ["complete", "partial"] },
    { name: "indicators-empty-page", outcomes: ["complete"] },
    { name: "indicators-token-expires", outcomes: ["complete", "partial"] },
    { name: "indicators-token-repeats", outcomes: ["partial"] },
    { name: "indicators-move", outcomes: ["complete"] },
    { name: "indicators-none", outcomes: ["complete"] },
    { name: "indicator-type-unknown", outcomes: ["complete"] },
  ])("calls findings $outcomes in the face of $name", async ({ name, outcomes }) => {
    const intensity = name === "indicators-empty-page" ? 0.5 : 1;
    const all = await playSeeds([name], { story, intensity, seeds: 16 });
    for (const outcome of distinct(all.flatMap(valuesOf))) expect(outcomes).toContain(outcome);
    expect(all.flatMap(reasonsOf)).toEqual([]);
  });

  it("reads the same evidence from many pages, and from pages between which one is empty", async () => {
    const evidenceOf = (played: Played) =>
      [...findingsOf(played)].map(([id, finding]) => [id, fieldsOf(finding)["gumshoeEvidence"]]);
    for (const name of ["indicators-many-pages", "indicators-empty-page"]) {
      for (const played of await playSeeds([name], { story, intensity: 0.5 })) {
        if (valuesOf(played).includes("partial")) continue;
        expect(evidenceOf(played)).toEqual(evidenceOf(await fair(played.seed)));
      }
    }
  });

  it("stops at 100 pages, and at the first token that comes back", async () => {
    for (const name of ["indicators-many-pages", "indicators-token-repeats"]) {
      for (const played of await playSeeds([name], { story, intensity: 1 })) {
        const pages = new Map<string, number>();
        for (const { requestId, input } of callsTo(played, "Detective.ListIndicators")) {
          const look = `${requestId} ${memberOf(input, "InvestigationId")}`;
          pages.set(look, (pages.get(look) ?? 0) + 1);
        }
        expect(Math.max(...pages.values())).toBeLessThanOrEqual(name === "indicators-many-pages" ? 100 : 5);
      }
    }
  });
});

describe("row 64: a list that is behind", () => {
  it("changes nothing by itself: who starts an investigation remembers it", async () => {
    for (const played of await playSeeds(["list-lag"], { story, intensity: 1 })) {
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
    }
  });

  it("costs at most one more for each answer that gets lost", async () => {
    for (const played of await playSeeds(["list-lag", "start-answer-lost"], { story, intensity: 0.5 })) {
      const lost = played.strikes.filter(({ fault }) => fault === "start-answer-lost").length;
      const started = Object.values(startsOf(played)).reduce((sum, count) => sum + count, 0);
      expect(started).toBeLessThanOrEqual(Object.values(startsOf(await fair(played.seed))).length + lost);
    }
  });
});
