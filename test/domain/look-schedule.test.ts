import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkLimits } from "#domain/chunking.ts";
import { lookOffsetsSeconds, nextLook } from "#domain/look-schedule.ts";

const createdAt = Date.parse("2026-03-04T12:00:00Z");
const afterSeconds = (seconds: number, tries = 1, laterSeconds?: number) =>
  nextLook({ createdAt, try: tries, laterSeconds }, createdAt + seconds * 1_000);

describe("lookOffsetsSeconds()", () => {
  it.each([
    [1, 37, [160, 170, 180, 199], 120],
    [2, 24, [160, 170, 180, 199], 300],
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

/** Lengths of two to three minutes, every one as likely. */
describe("of investigations that take 120 to 180 s", () => {
  const lengths = Array.from({ length: 60_000 }, (_, index) => 120 + (index + 0.5) / 1_000);
  const looksOf = (length: number) => lookOffsetsSeconds(1).findIndex((offset) => offset >= length);
  const lags = lengths.map((length) => (lookOffsetsSeconds(1)[looksOf(length)] ?? 0) - length).sort((a, b) => a - b);

  it("half a look follows the first one", () => {
    expect(lengths.reduce((sum, length) => sum + looksOf(length), 0) / lengths.length).toBeCloseTo(0.5);
  });

  it.each([
    [0.5, 10],
    [0.95, 37],
  ])("a share of %d is seen within %i s of its end", (share, seconds) => {
    expect(lags[share * lags.length]).toBeCloseTo(seconds, 2);
  });
});

describe("nextLook()", () => {
  it.each([
    ["it has just been created", 0, { kind: "wait", seconds: 160 }],
    ["a joiner comes late", 100, { kind: "wait", seconds: 60 }],
    ["the first look found it RUNNING", 160, { kind: "wait", seconds: 10 }],
    ["a look came late by less than a second", 160.4, { kind: "wait", seconds: 10 }],
    ["the hour is nearly over", 3_599.9, { kind: "wait", seconds: 1 }],
    ["the last look found it RUNNING", 3_600, { kind: "timed-out" }],
    ["nobody looked for a day", 86_400, { kind: "timed-out" }],
    ["Detective's clock is ahead", -10, { kind: "wait", seconds: 170 }],
    ["Detective's clock is hours ahead", -7_200, { kind: "wait", seconds: 300 }],
  ])("answers when %s", (_what, seconds, expected) => {
    expect(afterSeconds(seconds)).toEqual(expected);
  });

  it.each([
    ["it has just been created", 0, { kind: "wait", seconds: 185 }],
    ["the first look found it RUNNING", 185, { kind: "wait", seconds: 10 }],
    ["the hour is nearly over", 3_599, { kind: "wait", seconds: 1 }],
    ["the last look found it RUNNING", 3_600, { kind: "timed-out" }],
  ])("looks 25 s later, but for the last time, when others read before and %s", (_what, seconds, expected) => {
    expect(afterSeconds(seconds, 1, 25)).toEqual(expected);
  });

  it("gets past every look and ends, wherever it begins and however late each look comes", () => {
    const latenessMs = fc.infiniteStream(fc.nat({ max: 20_000 }));
    fc.assert(
      fc.property(
        fc.integer({ min: -60_000, max: 3_600_000 }),
        fc.constantFrom(1, 2),
        fc.nat({ max: 60 }),
        latenessMs,
        (ageMs, tries, laterSeconds, late) => {
          let now = createdAt + ageMs;
          let looks = 0;
          for (let next = afterSeconds(ageMs / 1_000, tries, laterSeconds); next.kind === "wait"; looks++) {
            expect(Number.isInteger(next.seconds) && next.seconds >= 1 && next.seconds <= 300).toBe(true);
            now += next.seconds * 1_000 + late.next().value;
            next = nextLook({ createdAt, try: tries, laterSeconds }, now);
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
