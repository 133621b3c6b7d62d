import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { bodiesIn } from "#simulation/queue.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { arrives, aStory, together, writesOf } from "../a-story.ts";
import { callsTo, outcomesOf, type Played, playSeeds, reasonsOf, startsOf } from "../played.ts";

const story = aStory(...together("a", "b", "c"), arrives("late", ["role-late"], 1_200));
const allDone = { a: "complete", b: "complete", c: "complete", late: "complete" };
const oneEach = { [role("role-a")]: 1, [role("role-b")]: 1, [role("role-c")]: 1, [role("role-late")]: 1 };

/** What every strange message leaves alone: the findings that came with it. */
function expectSiblingsDone(played: Played): void {
  expect(outcomesOf(played)).toEqual(allDone);
  expect(startsOf(played)).toEqual(oneEach);
  expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
}

describe("a message that is no event of ours", () => {
  it.each([
    ["malformed-json", ["invalid-json"]],
    ["wrong-detail-type", ["unknown-event", "no-finding", "invalid-finding"]],
    ["missing-fields", ["invalid-finding", "finding-not-found"]],
    ["wrong-types", ["invalid-finding", "no-finding", "finding-not-found"]],
    ["unknown-schema-version", ["invalid-envelope"]],
    ["deep-nesting", ["nested-too-deep"]],
  ])("(%s) is parked with its reason, and its siblings are enriched", async (name, reasons) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 6, story })) {
      expectSiblingsDone(played);
      expect(reasonsOf(played).filter((reason) => !reasons.includes(reason))).toEqual([]);
      expect(reasonsOf(played).length).toBeLessThanOrEqual(played.strikes.length);
    }
  });

  it("waits as it came: nothing of it is lost (malformed-json)", async () => {
    for (const played of await playSeeds(["malformed-json"], { intensity: 1, seeds: 2, story })) {
      const sent = played.happenings.flatMap((one) =>
        one.kind === "message" && one.queue.includes("Intake") && one.change === "arrives" ? [one.body] : [],
      );
      const raws = bodiesIn(played.cloud, "DeadLetter").map((body) => String(memberOf(JSON.parse(body), "raw")));
      expect(raws).toHaveLength(played.strikes.length);
      expect(raws.filter((raw) => !sent.includes(raw))).toEqual([]);
    }
  });
});

describe("a message that says the same as an event, oddly", () => {
  it.each(["many-keys", "huge-numbers", "duplicate-keys", "byte-order-mark", "lone-surrogates", "prototype-message"])(
    "(%s) is read, and causes no second investigation",
    async (name) => {
      for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
        expectSiblingsDone(played);
        expect(reasonsOf(played)).toEqual([]);
        expect(writesOf(played)).toEqual({ a: 2, b: 2, c: 2, late: 2 });
      }
    },
  );

  it("leaves the prototypes of everything as they were (prototype-message, prototype-keys, prototype-ids)", async () => {
    await playSeeds(["prototype-message", "prototype-keys", "prototype-ids"], { intensity: 1, seeds: 3, story });
    expect(memberOf({}, "polluted")).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("findings and principals named like the members of every object (prototype-ids)", () => {
  it("are findings and principals like any others", async () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const [played] = await playSeeds(["prototype-ids"], { intensity: 1, seeds: 1, story: aStory(...together(...ids)) });
    if (!played) throw new Error("Nothing was played");
    const names = ["__proto__", "constructor", "hasOwnProperty", "prototype", "toString", "valueOf"];
    const starts = callsTo(played, "Detective.StartInvestigation").map(({ input }) => memberOf(input, "EntityArn"));
    expect(starts.sort()).toEqual(names.map(role).sort());
    const ours = played.cloud.services.SecurityHub;
    const product = "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default";
    for (const name of names) {
      expect(memberOf(ours.finding(product, name), "UserDefinedFields"), name).toMatchObject({
        investigate: "complete",
      });
    }
  });
});

describe("an event of any size", () => {
  it.each(["event-of-state-size", "event-of-message-size"])(
    "(%s) is slimmed before it goes on: no state of the workflow grows with it",
    async (name) => {
      for (const played of await playSeeds([name], { intensity: 1, seeds: 12, story })) {
        expectSiblingsDone(played);
        expect(reasonsOf(played)).toEqual([]);
        const states = played.happenings.flatMap((one) => (one.kind === "state" ? [one.inputBytes] : []));
        expect(Math.max(...states)).toBeLessThan(16_384);
      }
    },
  );

  it("that cannot be read is parked bare when its envelope would be too large (garbage-of-message-size)", async () => {
    for (const played of await playSeeds(["garbage-of-message-size"], { intensity: 1, seeds: 12, story })) {
      expectSiblingsDone(played);
      const left = bodiesIn(played.cloud, "DeadLetter");
      expect(left).toHaveLength(played.strikes.length);
      expect(left.filter((body) => Buffer.byteLength(body) !== 1_024 * 1_024)).toEqual([]);
    }
  });
});

describe("an event of a custom action", () => {
  it("without findings is parked (click-on-nothing)", async () => {
    for (const played of await playSeeds(["click-on-nothing"], { intensity: 1, seeds: 2, story })) {
      expectSiblingsDone(played);
      expect(reasonsOf(played)).toEqual(["no-finding"]);
    }
  });

  it("with one finding has that one investigated, or joins what is there (click-on-one)", async () => {
    for (const played of await playSeeds(["click-on-one"], { intensity: 1, seeds: 4, story })) {
      expect(outcomesOf(played)).toMatchObject(allDone);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("with a hundred findings and more has every one of them enriched (click-on-hundreds)", async () => {
    const [played] = (await playSeeds(["click-on-hundreds"], { intensity: 1, seeds: 16, story })).filter(
      ({ strikes }) => strikes.length > 0,
    );
    if (!played) throw new Error("No seed has a click on hundreds");
    const outcomes = Object.values(outcomesOf(played));
    expect(outcomes.length).toBeGreaterThanOrEqual(100);
    expect(outcomes.filter((outcome) => outcome !== "complete")).toEqual([]);
    for (const { input } of callsTo(played, "SecurityHub.BatchUpdateFindings")) {
      const ids = memberOf(input, "FindingIdentifiers");
      expect(Array.isArray(ids) ? ids.length : 0).toBeLessThanOrEqual(100);
    }
  });
});
