import { describe, expect, it } from "vitest";
import type { Act } from "#simulation/story/act.ts";
import { itemBytes, itemBytesMax } from "#simulation/table/item-size.ts";
import { noon } from "../../local-aws.ts";
import { arrives, aStory, plainStory } from "./a-story.ts";
import { callsTo, inFairWeather, outcomesOf, type Played, play, playSeeds, reasonsOf, startsOf } from "./played.ts";

const story = plainStory;
const fair = inFairWeather(story);
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const executionsOf = ({ cloud }: Played) => cloud.services.SFN.executions().length;

/** Everything is enriched, by as many investigations as in fair weather. */
async function expectFairEnd(all: readonly Played[]) {
  for (const played of all) {
    expect(distinct(valuesOf(played))).toEqual(["complete"]);
    expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
    expect(reasonsOf(played)).toEqual([]);
  }
}

describe("row 30: a conditional write loses its race", () => {
  it.each(["claim-race", "write-overtaken"])(
    "starts one investigation and enriches all in spite of %s",
    async (name) => {
      await expectFairEnd(await playSeeds([name], { story }));
    },
  );

  it("waits for a claim whose holder died, then takes it over", async () => {
    const all = await playSeeds(["claim-lost"], { story, intensity: 0.2 });
    await expectFairEnd(all);
    const lost = all.flatMap((played) =>
      callsTo(played, "DynamoDB.PutItem").filter(({ error }) => error !== undefined),
    );
    expect(distinct(lost.map(({ error }) => error ?? ""))).toEqual(["ConditionalCheckFailedException"]);
  });
});

describe("row 31: a write is done and nobody hears of it", () => {
  it.each(["claim-unheard", "write-unheard"])(
    "starts one investigation and enriches all in spite of %s",
    async (name) => {
      await expectFairEnd(await playSeeds([name], { story }));
    },
  );
});

describe("row 32: the table throttles, fails, or leaves a part undone", () => {
  it.each(["table-throttles", "table-errors", "write-conflicts", "keys-unprocessed"])(
    "starts one investigation and enriches all in spite of %s",
    async (name) => {
      await expectFairEnd(await playSeeds([name], { story, intensity: 0.2 }));
    },
  );

  it("takes a batch whose reads stay in part undone when it comes again: nobody is to blame, and nobody is lost", async () => {
    await expectFairEnd(await playSeeds(["keys-unprocessed"], { story, intensity: 0.7 }));
  });

  it("makes less than three times the calls when every fifth of them is refused", async () => {
    const callsIn = ({ happenings }: Played) =>
      happenings.filter((one) => one.kind === "call" && one.service === "DynamoDB" && one.by !== "sweep").length;
    for (const played of await playSeeds(["table-throttles"], { story, intensity: 0.2 }))
      expect(callsIn(played)).toBeLessThan(3 * callsIn(await fair(played.seed)));
  });
});

describe("row 33: a read is stale", () => {
  it("decides on nothing that it says: claims and records are read consistently", async () => {
    await expectFairEnd(await playSeeds(["reads-stale"], { story, intensity: 1 }));
  });
});

describe("row 34: the time to live of an item is over", () => {
  it.each(["claims-outlived", "claims-deleted"])("starts nothing anew in the face of %s", async (name) => {
    await expectFairEnd(await playSeeds([name], { story, intensity: 1 }));
  });

  const days = 24 * 60 * 60;
  const expires: Act = {
    atMs: noon + 8 * days * 1_000 - 60_000,
    what: "DynamoDB deletes what has expired",
    play: ({ table, clock }) => void table.expire("expiration", clock.now() / 1_000),
  };
  it.each([
    { what: "is still there", acts: [] },
    { what: "is deleted", acts: [expires] },
  ])("investigates new activity of the same role, once, when its claim of eight days ago $what", async ({ acts }) => {
    const returns = aStory(arrives("f1", ["ines"]), arrives("f2", ["ines"], 8 * days), ...acts);
    const played = await play(1, [], { story: returns });
    expect(played.violations).toEqual([]);
    expect(outcomesOf(played)).toEqual({ f1: "complete", f2: "complete" });
    expect(Object.values(startsOf(played))).toEqual([2]);
  });
});

describe("row 35: whoever holds a claim is slow", () => {
  it("starts one investigation when the claim runs out while its holder stands still", async () => {
    await expectFairEnd(await playSeeds(["claim-holder-slow"], { story, intensity: 0.5 }));
  });
});

describe("row 36: clocks are off", () => {
  it.each(["clock-skewed", "clock-jumps"])("brings every finding to an end in the face of %s", async (name) => {
    for (const played of await playSeeds([name], { story, intensity: 0.2, seeds: 12 })) {
      expect(valuesOf(played)).not.toContain("true");
      expect(valuesOf(played)).toHaveLength(6);
    }
  });
});

describe("row 37: the table is not what it was", () => {
  it.each(["table-restored", "table-emptied"])(
    "adopts what runs in Detective and enriches all after %s",
    async (name) => {
      const apart = aStory(...[0, 20, 40, 60].map((minutes) => arrives(`f${minutes}`, ["ines"], minutes * 60)));
      for (const played of await playSeeds([name], { story: apart })) {
        expect(distinct(valuesOf(played))).toEqual(["complete"]);
        expect(startsOf(played)).toEqual(startsOf(await play(played.seed, [], { story: apart })));
      }
    },
  );
});

describe("row 38: much to remember", () => {
  it.each(["item-large", "many-on-one"])("keeps every item far below 400 KB in the face of %s", async (name) => {
    for (const played of await playSeeds([name], { story, seeds: 3 })) {
      const largest = Math.max(...[...played.cloud.table.items()].map(itemBytes));
      expect(largest).toBeLessThan(itemBytesMax / 4);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("starts one investigation and few executions for two hundred findings about one role", async () => {
    const flood = aStory(...Array.from({ length: 200 }, (_, n) => arrives(`f${n}`, ["ines"], n % 15)));
    const played = await play(1, [], { story: flood });
    expect(played.violations).toEqual([]);
    expect(Object.values(startsOf(played))).toEqual([1]);
    expect(executionsOf(played)).toBeLessThanOrEqual(3);
    expect(Math.max(...[...played.cloud.table.items()].map(itemBytes))).toBeLessThan(itemBytesMax);
    expect(distinct(valuesOf(played))).toEqual(["complete"]);
  });
});
