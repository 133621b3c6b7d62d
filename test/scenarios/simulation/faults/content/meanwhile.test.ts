import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { arrives, aStory, together } from "../a-story.ts";
import {
  callsTo,
  deadLettersOf,
  findingsOf,
  outcomesOf,
  type Played,
  play,
  playSeeds,
  reasonsOf,
  startsOf,
} from "../played.ts";

const story = aStory(...together("a", "b", "c"), arrives("late", ["role-late"], 1_200));
const statusOf = (finding: unknown) => memberOf(memberOf(finding, "Workflow"), "Status");

describe("a finding that is closed before it is enriched", () => {
  it("stays archived (archived-meanwhile)", async () => {
    for (const played of await playSeeds(["archived-meanwhile"], { intensity: 1, seeds: 4, story })) {
      const states = [...findingsOf(played).values()].map((finding) => memberOf(finding, "RecordState"));
      expect(states).toEqual(["ARCHIVED", "ARCHIVED", "ARCHIVED", "ARCHIVED"]);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it.each([
    ["suppressed-meanwhile", "SUPPRESSED"],
    ["resolved-meanwhile", "RESOLVED"],
  ])("stays as the analyst left it (%s)", async (name, status) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 4, story })) {
      expect([...findingsOf(played).values()].map(statusOf)).toEqual([status, status, status, status]);
      const writes = callsTo(played, "SecurityHub.BatchUpdateFindings").map(({ input }) => memberOf(input, "Workflow"));
      expect(writes.filter((workflow) => workflow !== undefined)).toEqual([]);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("and deleted is given up after five looks, with its reason (deleted-meanwhile)", async () => {
    for (const played of await playSeeds(["deleted-meanwhile"], { intensity: 1, seeds: 4, story })) {
      expect(findingsOf(played).size).toBe(0);
      expect(new Set(reasonsOf(played))).toEqual(new Set(reasonsOf(played).length > 0 ? ["finding-not-found"] : []));
      const parked = deadLettersOf(played).map((letter) => String(memberOf(memberOf(letter, "finding"), "id")));
      const written = writtenIds(played);
      expect([...new Set([...parked, ...written])].sort()).toEqual(["a", "b", "c", "late"]);
    }
  });
});

describe("a finding that its provider goes on updating", () => {
  it.each([
    ["updated-every-15-minutes", 15],
    ["updated-hourly", 60],
    ["updated-every-6-hours", 360],
  ])("(%s) is investigated once for each window of activity, and tells of the newest", async (name) => {
    let most = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const played = await play(seed, [name], { intensity: 1, story: aStory(arrives("a", ["role-a"], 0)) });
      expect(played.violations).toEqual([]);
      const versions = versionsOf(played);
      expect(outcomesOf(played)).toEqual({ a: "complete" });
      const starts = Object.values(startsOf(played))[0] ?? 0;
      expect(starts).toBeLessThanOrEqual(versions);
      most = Math.max(most, versions);
      const [finding] = findingsOf(played).values();
      const until = String(memberOf(memberOf(finding, "UserDefinedFields"), "gumshoeCoveredUntil"));
      // An investigation may be joined that ends a quarter of an hour before the last activity.
      const lastMs = Date.parse(String(memberOf(finding, "LastObservedAt")));
      expect(Date.parse(until)).toBeGreaterThanOrEqual(lastMs - 15 * 60_000);
    }
    expect(most).toBeGreaterThan(2);
  });
});

/** How many versions of findings Security Hub told of. */
function versionsOf({ happenings }: Played): number {
  const versions = happenings.flatMap((one) =>
    one.kind === "finding" ? [`${one.id} ${String(memberOf(one.finding, "UpdatedAt"))}`] : [],
  );
  return new Set(versions).size;
}

function writtenIds(played: Played): readonly string[] {
  return callsTo(played, "SecurityHub.BatchUpdateFindings").flatMap(({ output }) => {
    const processed = memberOf(output, "ProcessedFindings");
    return Array.isArray(processed) ? processed.map((one) => String(memberOf(one, "Id"))) : [];
  });
}
