import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activityOf, type ToldTimes } from "#domain/activity.ts";

const told: ToldTimes = {
  firstSeen: "2026-03-04T09:00:00.000Z",
  lastSeen: "2026-03-04T10:00:00.000Z",
  created: "2026-03-04T09:10:00.000Z",
  updatedAt: Date.UTC(2026, 2, 4, 10, 20),
  event: "2026-03-04T10:20:30Z",
};

const cases: readonly [string, Partial<ToldTimes>, string, string][] = [
  ["both times are observed", {}, "2026-03-04T09:00:00.000Z", "2026-03-04T10:00:00.000Z"],
  [
    "none is observed",
    { firstSeen: undefined, lastSeen: undefined },
    "2026-03-04T09:10:00.000Z",
    "2026-03-04T10:20:00.000Z",
  ],
  [
    "only the update is known",
    { firstSeen: undefined, lastSeen: undefined, created: undefined },
    "2026-03-04T10:20:00.000Z",
    "2026-03-04T10:20:00.000Z",
  ],
  [
    "they are garbage",
    { firstSeen: "yesterday", lastSeen: "2026-13-40T99:00:00Z" },
    "2026-03-04T09:10:00.000Z",
    "2026-03-04T10:20:00.000Z",
  ],
  [
    "the last one is in the year 2900",
    { lastSeen: "2900-01-01T00:00:00Z" },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:20:00.000Z",
  ],
  [
    "the update is in the year 2900",
    { lastSeen: undefined, updatedAt: Date.UTC(2900, 0, 1) },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:20:30.000Z",
  ],
  [
    "the event claims to be older than the finding",
    { event: "1970-01-01T00:00:00Z" },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:00:00.000Z",
  ],
  [
    "the last one lies after the event was sent",
    { lastSeen: "2026-03-04T18:00:00.000Z" },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:20:30.000Z",
  ],
  [
    "all of it lies after the event was sent",
    { firstSeen: "2026-03-04T17:00:00.000Z", lastSeen: "2026-03-04T18:00:00.000Z" },
    "2026-03-04T10:20:30.000Z",
    "2026-03-04T10:20:30.000Z",
  ],
  ["the event has no time", { event: undefined }, "2026-03-04T09:00:00.000Z", "2026-03-04T10:00:00.000Z"],
  [
    "they are swapped",
    { firstSeen: told.lastSeen, lastSeen: told.firstSeen },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:00:00.000Z",
  ],
  [
    "it was created after its last activity",
    { firstSeen: undefined, created: "2026-03-04T10:10:00Z" },
    "2026-03-04T10:00:00.000Z",
    "2026-03-04T10:10:00.000Z",
  ],
  [
    "they have an offset",
    { firstSeen: "2026-03-04T10:00:00+01:00" },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:00:00.000Z",
  ],
  [
    "they are written with a blank and nanoseconds",
    { firstSeen: "2026-03-04 09:00:00.000000000" },
    "2026-03-04T09:00:00.000Z",
    "2026-03-04T10:00:00.000Z",
  ],
];

describe("activityOf()", () => {
  it.each(cases)("spans the activity when %s", (_, overrides, firstActivityAt, lastActivityAt) => {
    expect(activityOf({ ...told, ...overrides })).toEqual({ firstActivityAt, lastActivityAt });
  });

  it("never ends before it begins when the times are arbitrary", () => {
    const time = fc.option(
      fc.oneof(
        fc.string(),
        fc
          .date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true })
          .map((date) => date.toISOString()),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        time,
        time,
        time,
        time,
        fc.integer({ min: 0, max: 253_402_300_799_000 }),
        (firstSeen, lastSeen, created, event, updatedAt) => {
          const { firstActivityAt, lastActivityAt } = activityOf({ firstSeen, lastSeen, created, event, updatedAt });
          expect(firstActivityAt <= lastActivityAt).toBe(true);
        },
      ),
    );
  });
});
