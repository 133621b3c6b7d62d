import { describe, expect, it } from "vitest";
import {
  callsTo,
  calmStory,
  fieldsOf,
  findingsOf,
  inFairWeather,
  outcomesOf,
  type Played,
  playSeeds,
} from "./played.ts";

const story = calmStory(6);
const fair = inFairWeather(story);

/** What people read on each finding, without the execution that found it out and where its report is. */
function evidenceOn(played: Played) {
  return [...findingsOf(played)].map(([id, finding]) => {
    const { gumshoeExecution: _, gumshoeReport: __, ...fields } = fieldsOf(finding);
    return { id, fields };
  });
}

const savedLinks = (played: Played) =>
  [...findingsOf(played).values()].filter((finding) => fieldsOf(finding)["gumshoeReport"]?.includes("/s3/object/"));

describe("row 71: S3 is in trouble", () => {
  it.each(["s3-slows-down", "s3-fails", "s3-answer-lost", "s3-answers-late", "s3-denies"])(
    "enriches every finding as in fair weather, and links to the reports that are there, in the face of %s",
    async (name) => {
      for (const played of await playSeeds([name], { story })) {
        const calm = await fair(played.seed);
        expect(played.strikes.length).toBeGreaterThan(0);
        expect(outcomesOf(played)).toEqual(outcomesOf(calm));
        expect(evidenceOn(played)).toEqual(evidenceOn(calm));
      }
    },
  );

  it("links to the report of every finding when nothing is wrong", async () => {
    const calm = await fair(1);
    expect(savedLinks(calm)).toHaveLength(findingsOf(calm).size);
    expect(callsTo(calm, "S3.PutObject").length).toBeGreaterThan(0);
  });

  it("tries no other report of a round after a first failure", async () => {
    for (const played of await playSeeds(["s3-denies"], { story, intensity: 1 })) {
      expect(savedLinks(played)).toEqual([]);
      const looks = callsTo(played, "Detective.ListIndicators").length;
      expect(callsTo(played, "S3.PutObject").length).toBeLessThanOrEqual(looks);
    }
  });
});
