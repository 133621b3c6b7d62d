import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { abortsAll, arrives, aStory, redrives, together, writesOf } from "../a-story.ts";
import { callsTo, outcomesOf, type Played, play, playSeeds, reasonsOf, startsOf } from "../played.ts";

const story = aStory(...together("a", "b"), arrives("c", ["role-c", "role-a"], 3_600));

describe("an event that comes again", () => {
  it.each([
    ["event-twice", "twice by EventBridge"],
    ["twin-from-administrator", "from the member and from the administrator"],
    ["twin-from-linked-region", "from two Regions"],
  ])("(%s) %s causes no second investigation and no second write", async (name) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete", c: "complete" });
      // An hour later `role-a` was at work again: its first investigation does not reach that far.
      expect(startsOf(played)).toEqual({ [role("role-a")]: 2, [role("role-b")]: 1, [role("role-c")]: 1 });
      expect(writesOf(played)).toEqual({ a: 2, b: 2, c: 2 });
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("(event-twice) and tells of a failed execution puts its findings back once", async () => {
    const aborted = aStory(...together("a", "b"), abortsAll(60), redrives(1_800));
    const played = await play(1, ["event-twice"], { intensity: 1, story: aborted });
    expect(played.violations).toEqual([]);
    const told = played.happenings.filter(
      (one) => one.kind === "event" && one.detailType.startsWith("Step Functions") && one.rules.length > 0,
    );
    expect(told).toHaveLength(2);
    expect(outcomesOf(played)).toEqual({ a: "complete", b: "complete" });
    expect(startsOf(played)).toEqual({ [role("role-a")]: 1, [role("role-b")]: 1 });
    expect(writesOf(played)).toEqual({ a: 2, b: 2 });
  });
});

describe("an event that is late (event-late)", () => {
  it("and tells of an older version, after the newer one was written, changes nothing", async () => {
    const versions = aStory(arrives("a", ["role-a"], 0), arrives("a", ["role-a"], 300));
    let reversed = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const played = await play(seed, ["event-late"], { intensity: 1, story: versions });
      expect(played.violations).toEqual([]);
      expect(played.strikes.length).toBeGreaterThan(0);
      expect(outcomesOf(played)).toEqual({ a: "complete" });
      const [first, second] = arrivalsOf(played);
      if (!first || !second || first < second) continue;
      reversed++;
      expect(callsTo(played, "SecurityHub.BatchUpdateFindings")).toHaveLength(1);
      expect(Object.values(startsOf(played))).toEqual([1]);
    }
    expect(reversed).toBeGreaterThan(0);
  });
});

/** `UpdatedAt` of the findings, in the order in which their events were received. */
function arrivalsOf({ happenings }: Played): readonly string[] {
  return happenings.flatMap((one) => {
    if (one.kind !== "message" || one.change !== "arrives") return [];
    const findings = memberOf(memberOf(JSON.parse(one.body), "detail"), "findings");
    return Array.isArray(findings) ? findings.map((finding) => String(memberOf(finding, "UpdatedAt"))) : [];
  });
}
