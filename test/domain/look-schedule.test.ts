import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkLimits } from "#domain/chunking.ts";
import { lookOffsetsSeconds, nextLook } from "#domain/look-schedule.ts";

const createdAt = Date.parse("2026-03-04T12:00:00Z");
const afterSeconds = (seconds: number, tries = 1) => nextLook({ createdAt, try: tries }, createdAt + seconds * 1_000);

describe("lookOffsetsSeconds()", () => {
  it.each([
    [1, 37, [150, 165, 180, 199], 120],
    [2, 24, [150, 165, 180, 199], 300],
  ])("of try %i are %i looks, at first close together", (tries, looks, beginning, longestStep) => {
    const offsets = lookOffsetsSeconds(tries);
    const steps = offsets.slice(1).map((offset, index) => offset - (offsets[index] ?? 0));
    expect(offsets).toHaveLength(looks);
    expect(offsets.slice(0, 4)).toEqual(beginning);
    expect(offsets.at(-1)).toBe(3_600);
    // Rounding to whole seconds may add one.
    expect(Math.max(...steps)).toBeLessThanOrEqual(longestStep + 1);
    expect(Math.min(...steps)).toBeGreaterThan(0);
  });
});

describe("nextLook()", () => {
  it.each([
    ["it has just been created", 0, { kind: "wait", seconds: 150 }],
    ["a joiner comes late", 100, { kind: "wait", seconds: 50 }],
    ["the first look found it RUNNING", 150, { kind: "wait", seconds: 15 }],
    ["a look came late by less than a second", 150.4, { kind: "wait", seconds: 15 }],
    ["the hour is nearly over", 3_599.9, { kind: "wait", seconds: 1 }],
    ["the last look found it RUNNING", 3_600, { kind: "timed-out" }],
    ["nobody looked for a day", 86_400, { kind: "timed-out" }],
    ["Detective's clock is ahead", -10, { kind: "wait", seconds: 160 }],
    ["Detective's clock is hours ahead", -7_200, { kind: "wait", seconds: 300 }],
  ])("answers when %s", (_what, seconds, expected) => {
    expect(afterSeconds(seconds)).toEqual(expected);
  });

  it("gets past every look and ends, wherever it begins and however late each look comes", () => {
    const latenessMs = fc.infiniteStream(fc.nat({ max: 20_000 }));
    fc.assert(
      fc.property(
        fc.integer({ min: -60_000, max: 3_600_000 }),
        fc.constantFrom(1, 2),
        latenessMs,
        (ageMs, tries, late) => {
          let now = createdAt + ageMs;
          let looks = 0;
          for (let next = afterSeconds(ageMs / 1_000, tries); next.kind === "wait"; looks++) {
            expect(Number.isInteger(next.seconds) && next.seconds >= 1 && next.seconds <= 300).toBe(true);
            now += next.seconds * 1_000 + late.next().value;
            next = nextLook({ createdAt, try: tries }, now);
          }
          expect(now - createdAt).toBeGreaterThanOrEqual(3_600_000);
          expect(looks).toBeLessThanOrEqual(lookOffsetsSeconds(tries).length);
        },
      ),
    );
  });
});

/** Events in the history of the worst execution: every group its own principal, each one looked at until the hour is over. */
describe("history of one execution", () => {
  const lambda = 5; // entered, scheduled, started, succeeded, exited
  const look = 2 + lambda + 2; // Wait entered, exited; check; Choice entered, exited
  const start = lambda;
  const group = 2; // iteration started, succeeded
  const outside = 2 + 4; // execution started, succeeded; Map entered, started, succeeded, exited
  const looks = (tries: number) => lookOffsetsSeconds(tries).length * look;

  it("stays under 14,000 events when 40 investigations take an hour", () => {
    const events = outside + chunkLimits.groups * (group + start + looks(1) + lambda);
    expect(events).toBe(13_806);
    expect(events).toBeLessThan(14_000);
  });

  it("stays under 25,000 events when all of them FAIL at the very end and the second try takes an hour too", () => {
    const events = outside + chunkLimits.groups * (group + start + looks(1) + start + looks(2) + lambda);
    expect(events).toBe(22_646);
    // What is left is for retries: scheduled, started, failed.
    expect(Math.floor((25_000 - events) / 3)).toBeGreaterThan(750);
  });
});
