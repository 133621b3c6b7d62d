import { describe, expect, it } from "vitest";
import { isDue, readsFor, untilTurn } from "#domain/turn.ts";

const now = Date.parse("2026-03-04T10:30:00.000Z");
const at = (ms: number) => new Date(now + ms).toISOString();

describe("readsFor()", () => {
  it.each([
    [0, 0],
    [1, 1],
    [20, 1],
    [21, 2],
    [100, 5],
  ])("reads %i findings in %i calls", (findings, calls) => {
    expect(readsFor(findings)).toBe(calls);
  });
});

describe("untilTurn()", () => {
  it.each([
    { what: "one that is past", offsetMs: -500, next: "enrich", waitSeconds: 0 },
    { what: "one that is near", offsetMs: 2_999, next: "enrich", waitSeconds: 0 },
    { what: "one that is far", offsetMs: 3_999, next: "queue", waitSeconds: 3 },
  ])("goes to $next for $what, never later than the turn", ({ offsetMs, next, waitSeconds }) => {
    expect(untilTurn(now + offsetMs, 2, now)).toEqual({ next, waitSeconds, turn: { at: at(offsetMs), reads: 2 } });
  });
});

describe("isDue()", () => {
  it.each([
    { when: "it is to come", offsetMs: 900, tries: 0, due: true },
    { when: "it has just passed", offsetMs: -10_000, tries: 0, due: true },
    { when: "it is long past", offsetMs: -10_001, tries: 0, due: false },
    { when: "a try before may have used it", offsetMs: 0, tries: 1, due: false },
  ])("is $due when $when", ({ offsetMs, tries, due }) => {
    expect(isDue({ at: at(offsetMs), reads: 1 }, tries, now)).toBe(due);
  });
});
