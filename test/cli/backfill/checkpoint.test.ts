import { describe, expect, it } from "vitest";
import {
  advanced,
  Checkpoint,
  differences,
  firstCheckpoint,
  nextPass,
  nothingTold,
  type Selection,
  unhandled,
} from "#cli/backfill/checkpoint.ts";

const selection: Selection = {
  accountId: "111122223333",
  region: "eu-west-1",
  stack: "Gumshoe",
  since: "7d",
  severity: "HIGH",
};
const until = Date.parse("2026-03-04T10:00:00.000Z");
const first = firstCheckpoint(selection, { since: until - 7 * 86_400_000, until });
const updated = (Id: string, UpdatedAt: string) => ({ Id, ProductArn: "arn:aws:securityhub:p", UpdatedAt });

const [a, b, c] = [
  updated("a", "2026-03-01T10:00:00.250Z"),
  updated("b", "2026-03-01T10:00:00.750Z"),
  updated("c", "2026-03-01T10:00:01.000Z"),
];

describe("advanced()", () => {
  it("stands at the second of the last finding, and knows all that were handled in it", () => {
    const after = advanced(first, [a, b], nothingTold);
    expect(after.position).toBe("2026-03-01T10:00:00.000Z");
    expect(unhandled(after, [a, b, c])).toEqual([c]);
  });

  it("forgets the findings of earlier seconds: the listing no longer has them", () => {
    const after = advanced(advanced(first, [a, b], nothingTold), [c], nothingTold);
    expect(after).toMatchObject({ position: "2026-03-01T10:00:01.000Z", handled: [expect.any(String)] });
  });

  it("does not take a new version of a finding for the one it has handled", () => {
    const newer = { ...b, UpdatedAt: "2026-03-01T10:00:00.900Z" };
    expect(unhandled(advanced(first, [b], nothingTold), [newer])).toEqual([newer]);
  });

  it("is a checkpoint that can be written and read", () => {
    const after = advanced(first, [a, b, c], { ...nothingTold, read: 3, left: { sample: 1 } });
    expect(Checkpoint.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });
});

describe("nextPass()", () => {
  it("begins the range anew for attack sequences, and then there is none", () => {
    const next = nextPass(advanced(first, [a], nothingTold));
    expect(next).toMatchObject({ pass: "attack-sequences", position: first.since, handled: [] });
    expect(next && nextPass(next)).toBeUndefined();
  });
});

describe("differences()", () => {
  it("names what is asked for differently", () => {
    expect(differences({ ...selection, severity: "LOW", product: "GuardDuty" }, selection)).toEqual([
      "severity was HIGH and is LOW",
      "product was not given and is GuardDuty",
    ]);
    expect(differences(selection, selection)).toEqual([]);
  });
});
