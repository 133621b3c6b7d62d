import { expect, it } from "vitest";
import { outageStory } from "#cli/stories/outage.ts";

it("outageStory() holds every claim: a replay after two hours without Detective enriches all, and starts nothing twice", async () => {
  const lines: string[] = [];
  const claims = await outageStory("cdk.out", (line) => lines.push(line));

  expect(claims.filter(({ holds }) => !holds)).toEqual([]);
  expect(claims).toHaveLength(5);
  const times = lines.map((line) => /^\d\d:\d\d(?= {2}\S)/.exec(line)?.[0]);
  expect(times).toEqual(times.toSorted());
}, 180_000);
