import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { bodiesIn } from "#simulation/queue.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { arrives, aStory, redrives, together, writesOf } from "../a-story.ts";
import { deadLettersOf, outcomesOf, type Played, play, playSeeds, reasonsOf, startsOf } from "../played.ts";

const story = aStory(...together("a", "b", "c"), arrives("late", ["role-late"], 900));
const allDone = { a: "complete", b: "complete", c: "complete", late: "complete" };
const oneEach = { [role("role-a")]: 1, [role("role-b")]: 1, [role("role-c")]: 1, [role("role-late")]: 1 };
const twoEach = { a: 2, b: 2, c: 2, late: 2 };

/** Ids of the messages that ingest was handed, batch by batch. */
function batchesOf({ happenings }: Played): readonly (readonly string[])[] {
  return happenings.flatMap((one) => {
    if (one.kind !== "invocation" || one.function !== "ingest" || one.phase !== "begins") return [];
    const records = memberOf(one.input, "Records");
    return Array.isArray(records) ? [records.map((record) => String(memberOf(record, "messageId")))] : [];
  });
}

const isRepeated = (ids: readonly string[]) => new Set(ids).size < ids.length;

describe("a message that is delivered again", () => {
  it.each([
    ["seen-again-at-work", "while ingest still works on it"],
    ["seen-again-in-window", "while its batch still gathers"],
    ["deletion-lost", "because its deletion got lost"],
    ["ingest-throws", "because ingest threw when all was done"],
    ["ingest-answers-nonsense", "because Lambda could not read the answer"],
    ["ingest-answers-unknown-id", "because the answer named a message that is not in the batch"],
  ])("(%s) %s causes no second investigation and no second write", async (name) => {
    const all = await playSeeds([name], { intensity: 0.5, seeds: 4, story });
    expect(all.map((played) => isRepeated(batchesOf(played).flat()))).toContain(true);
    for (const played of all) {
      expect(outcomesOf(played)).toEqual(allDone);
      expect(startsOf(played)).toEqual(oneEach);
      expect(writesOf(played)).toEqual(twoEach);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("may be in one batch twice (seen-again-in-window)", async () => {
    const all = await playSeeds(["seen-again-in-window"], { intensity: 1, seeds: 5, story });
    expect(all.flatMap(batchesOf).some(isRepeated)).toBe(true);
  });
});

it("an answer that says nothing, when nothing failed, deletes the batch (ingest-answers-nothing)", async () => {
  for (const played of await playSeeds(["ingest-answers-nothing"], { intensity: 1, seeds: 3, story })) {
    expect(isRepeated(batchesOf(played).flat())).toBe(false);
    expect(startsOf(played)).toEqual(oneEach);
    expect(writesOf(played)).toEqual(twoEach);
  }
});

describe("a record that cannot be read", () => {
  it("is parked at once, with its reason, and its siblings are enriched (bad-record-in-batch)", async () => {
    for (const played of await playSeeds(["bad-record-in-batch"], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(allDone);
      expect(writesOf(played)).toEqual(twoEach);
      expect(isRepeated(batchesOf(played).flat())).toBe(false);
      expect(reasonsOf(played)).toHaveLength(played.strikes.length);
      const codes = ["invalid-json", "unknown-event", "invalid-envelope"];
      expect(reasonsOf(played).filter((code) => !codes.includes(code))).toEqual([]);
      expect(deadLettersOf(played).map((letter) => typeof memberOf(letter, "raw"))).not.toContain("undefined");
    }
  });

  it("comes again alone until it is parked, once (bad-record-not-parked)", async () => {
    for (const played of await playSeeds(["bad-record-not-parked"], { intensity: 0.6, seeds: 3, story })) {
      const sent = played.strikes.filter(({ at }) => at === "sqs:SendMessage").length;
      expect(reasonsOf(played)).toHaveLength(sent);
      expect(startsOf(played)).toEqual(oneEach);
      expect(writesOf(played)).toEqual(twoEach);
      const [first = [], ...others] = batchesOf(played);
      const again = others.flat().filter((id) => first.includes(id));
      expect(again.length).toBeLessThan(first.length);
    }
  });
});

describe("batches of any size", () => {
  it("do the same (another-batch-size)", async () => {
    for (const played of await playSeeds(["another-batch-size"], { intensity: 1, seeds: 8, story })) {
      expect(outcomesOf(played)).toEqual(allDone);
      expect(startsOf(played)).toEqual(oneEach);
      expect(writesOf(played)).toEqual(twoEach);
    }
  });

  it("are cut at 500 messages: a finding that is asked for 520 times is investigated once (flood-in-window)", async () => {
    const [played] = await playSeeds(["flood-in-window"], { intensity: 1, seeds: 1, story });
    if (!played) throw new Error("Nothing was played");
    expect(Math.max(...batchesOf(played).map(({ length }) => length))).toBe(500);
    expect(outcomesOf(played)).toEqual(allDone);
    expect(startsOf(played)).toEqual(oneEach);
    expect(bodiesIn(played.cloud, "Intake")).toEqual([]);
  });

  it("are cut at the 6 MB that an invocation carries (batch-beyond-payload)", async () => {
    const all = await playSeeds(["batch-beyond-payload"], { intensity: 1, seeds: 8, story });
    const played = all.find(({ strikes }) => strikes.length > 0);
    if (!played) throw new Error("No seed has so large a batch");
    const sizes = played.happenings.flatMap((one) =>
      one.kind === "invocation" && one.function === "ingest" && one.phase === "begins"
        ? [Buffer.byteLength(JSON.stringify(one.input))]
        : [],
    );
    expect(sizes.filter((bytes) => bytes > 6 * 1_024 * 1_024)).toEqual([]);
    expect(sizes.filter((bytes) => bytes > 1_000_000).length).toBeGreaterThan(1);
    expect(outcomesOf(played)).toEqual(allDone);
    expect(startsOf(played)).toEqual(oneEach);
  });
});

describe("an intake that Lambda throttles (ingest-throttled)", () => {
  const spread = aStory(...together("a", "b"), arrives("c", ["role-c"], 7 * 3_600), redrives(16 * 3_600));

  it("is taken up again when it is over; what was received twenty times by then waits as it came", async () => {
    let moved = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const played = await play(seed, ["ingest-throttled"], { intensity: 1, story: spread });
      expect(played.violations).toEqual([]);
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete", c: "complete" });
      const byRedrive = played.happenings.filter(
        (one) => one.kind === "message" && one.queue.includes("DeadLetter") && one.change === "arrives",
      );
      moved += byRedrive.length;
    }
    // More than 20 × 740 s of refusals: some seeds last longer than that, some do not.
    expect(moved).toBeGreaterThan(0);
  });
});
