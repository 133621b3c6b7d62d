import type { Chance } from "../../chance.ts";
import { aFinding } from "../../story/finding.ts";
import { imports } from "../../story/import.ts";
import type { Person } from "../../story/principal.ts";
import type { FaultKind } from "../fault-kind.ts";
import { withActs } from "../moments.ts";

const accountId = "111122223333";
const peopleMin = 30;
const peopleMax = 60;
const findingsMax = 12;

const itemLarge: FaultKind = {
  name: "item-large",
  row: 38,
  what: "a finding names dozens of people with the longest names and paths that IAM takes",
  arm: ({ chance, intensity, strike }) => ({
    story(story) {
      // Dozens of investigations are much work.
      const happens = chance.happens(Math.min(1, 4 * intensity));
      const atMs = chance.integer(story.startAtMs, story.acts.at(-1)?.atMs ?? story.startAtMs);
      const crowd = Array.from({ length: chance.integer(peopleMin, peopleMax) }, (_, index) => longNamed(index));
      const finding = aFinding(chance, { index: 9_000, people: crowd, region: "eu-west-1", atMs });
      if (!happens || !strike("securityhub:BatchImportFindings")) return story;
      return withActs(story, [imports(atMs, `the provider imports ${finding["Id"]}, about a crowd`, () => finding)]);
    },
  }),
};

const manyOnOne: FaultKind = {
  name: "many-on-one",
  row: 38,
  what: "a dozen findings more name one principal at the same moment: whatever is kept of it must not grow with them",
  arm: ({ chance, strike }) => ({
    story(story) {
      const atMs = chance.integer(story.startAtMs, story.acts.at(-1)?.atMs ?? story.startAtMs);
      const people = [longNamed(0)];
      const count = chance.integer(2, findingsMax);
      const findings = Array.from({ length: count }, (_, at) => onePersonFinding(chance, people, 9_100 + at, atMs));
      if (!strike("securityhub:BatchImportFindings")) return story;
      const acts = findings.map((finding) => imports(atMs, `the provider imports ${finding["Id"]}`, () => finding));
      return withActs(story, acts);
    },
  }),
};

function onePersonFinding(chance: Chance, people: readonly Person[], index: number, atMs: number) {
  return aFinding(chance, { index, people, region: "eu-west-1", atMs });
}

/** A role whose name has 64 characters and whose path has 512: no more is taken. */
function longNamed(index: number): Person {
  const name = `crowd-${index}-`.padEnd(64, "x");
  const path = `/${"p".repeat(510)}/`;
  return { kind: "role", name, path, accountId, arn: `arn:aws:iam::${accountId}:role${path}${name}` };
}

export const largeItemFaults: readonly FaultKind[] = [itemLarge, manyOnOne];
