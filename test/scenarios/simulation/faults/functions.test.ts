import { describe, expect, it } from "vitest";
import { plainStory, writesOf } from "./a-story.ts";
import { inFairWeather, outcomesOf, type Played, playSeeds, reasonsOf, startsOf, waitingIn } from "./played.ts";

const story = plainStory;
const fair = inFairWeather(story);
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const failuresOf = ({ happenings }: Played) =>
  happenings.flatMap((one) => (one.kind === "invocation" && one.failure ? [one.failure.errorType] : []));

/** Everything is enriched, by as many investigations and writes as in fair weather. */
async function expectFairEnd(all: readonly Played[]) {
  for (const played of all) {
    const usual = await fair(played.seed);
    expect(distinct(valuesOf(played))).toEqual(["complete"]);
    expect(startsOf(played)).toEqual(startsOf(usual));
    expect(writesOf(played)).toEqual(writesOf(usual));
    expect(reasonsOf(played)).toEqual([]);
  }
}

/** What could not be done waits for an operator with one of these reasons; nothing is said to be done that is not. */
function expectParked(all: readonly Played[], ...reasons: readonly string[]) {
  expect(distinct(all.flatMap(reasonsOf))).toEqual([...reasons].sort());
  for (const played of all) {
    const undone = Object.entries(outcomesOf(played)).filter(([, outcome]) => outcome !== "complete");
    expect(undone.map(([id]) => id).filter((id) => !waitingIn(played).has(id))).toEqual([]);
  }
}

describe("row 39: a sandbox dies around a call", () => {
  it.each(["crash-before-call", "crash-after-effect", "crash-after-answer"])(
    "ends as in fair weather after any number of %s",
    async (name) => {
      const all = await playSeeds([name], { story, intensity: 0.1 });
      await expectFairEnd(all);
      expect(distinct(all.flatMap(failuresOf))).toContain("Runtime.ExitError");
    },
  );
});

describe("row 40: a sandbox stands still", () => {
  it("ends as in fair weather when it goes on with what it knew", async () => {
    await expectFairEnd(await playSeeds(["function-frozen"], { story }));
  });

  it("ends as in fair weather when Lambda ends it: what it sent has arrived", async () => {
    const all = await playSeeds(["function-times-out"], { story });
    await expectFairEnd(all);
    expect(distinct(all.flatMap(failuresOf))).toContain("Sandbox.Timedout");
  });
});

describe("row 41: an invocation runs twice", () => {
  it("starts and writes nothing twice when every invocation does", async () => {
    await expectFairEnd(await playSeeds(["invoked-twice"], { story, intensity: 1 }));
  });
});

describe("row 42: Lambda is short of something", () => {
  it.each([
    { name: "cold-starts", intensity: 1 },
    { name: "no-concurrency", intensity: 0.1 },
    { name: "out-of-memory", intensity: 0.2 },
  ])("ends as in fair weather in spite of $name", async ({ name, intensity }) => {
    await expectFairEnd(await playSeeds([name], { story, intensity }));
  });

  it("parks what a full disk kept from being done", async () => {
    expectParked(
      await playSeeds(["disk-full"], { story, intensity: 0.5 }),
      "investigation-failed",
      "service-unavailable",
    );
  });
});

describe("row 43: the set-up is broken", () => {
  it("fails closed without its environment: no call, and whatever it was to do is parked", async () => {
    const all = await playSeeds(["environment-missing"], { story, intensity: 1 });
    expectParked(all, "investigation-failed", "service-unavailable");
    const [calls, broken] = [new Set<string>(), new Set<string>()];
    for (const one of all.flatMap(({ happenings }) => happenings)) {
      if (one.kind === "call") calls.add(one.requestId);
      if (one.kind === "invocation" && one.failure?.errorType === "InvalidSettings") broken.add(one.requestId);
    }
    expect(broken.size).toBeGreaterThan(0);
    expect([...broken].filter((requestId) => calls.has(requestId))).toEqual([]);
  });

  it("parks what cannot be done while the key of a function is disabled", async () => {
    expectParked(await playSeeds(["key-disabled"], { story, intensity: 1 }), "service-unavailable");
  });

  it("parks as a fault of the set-up what cannot be done while the key of the table is disabled", async () => {
    expectParked(await playSeeds(["table-key-disabled"], { story, intensity: 1 }), "setup-fault");
  });

  it("waits for new credentials when those of a function have expired", async () => {
    await expectFairEnd(await playSeeds(["credentials-expired"], { story, intensity: 0.1 }));
  });
});
