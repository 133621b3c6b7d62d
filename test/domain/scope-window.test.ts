import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, hourMs, minuteMs } from "#domain/instant.ts";
import { holds, scopeWindow } from "#domain/scope-window.ts";

const now = Date.parse("2026-03-04T12:00:00Z");
const ago = (ms: number) => now - ms;
const toleranceMs = 15 * minuteMs;

describe("scopeWindow()", () => {
  it.each([
    ["a day before the first activity until 5 min ago", ago(2 * hourMs), ago(26 * hourMs)],
    ["at most 30 days, the newest kept, when the activity is old", ago(90 * dayMs), ago(30 * dayMs + 5 * minuteMs)],
    ["at least 3 hours when the activity lies ahead", now + 2 * dayMs, ago(3 * hourMs + 5 * minuteMs)],
  ])("searches %s", (_what, firstAt, startAt) => {
    expect(scopeWindow({ firstAt, lastAt: now }, now)).toEqual({ startAt, endAt: ago(5 * minuteMs) });
  });

  it("gives whole seconds when its times have milliseconds", () => {
    expect(scopeWindow({ firstAt: ago(2 * hourMs) + 999, lastAt: now }, now + 1)).toEqual({
      startAt: ago(26 * hourMs),
      endAt: ago(5 * minuteMs) + 1_000,
    });
  });
});

describe("holds()", () => {
  const scope = { startAt: ago(10 * dayMs), endAt: ago(hourMs) };
  const full = { startAt: ago(30 * dayMs + hourMs), endAt: ago(hourMs) };
  const lastAt = ago(2 * hourMs);
  it.each([
    ["activity inside", scope, { firstAt: ago(9 * dayMs), lastAt }, true],
    ["activity that begins with the scope", scope, { firstAt: scope.startAt, lastAt }, true],
    ["activity that begins before the scope", scope, { firstAt: scope.startAt - 1, lastAt }, false],
    ["activity older than any scope reaches, of a full scope", full, { firstAt: ago(80 * dayMs), lastAt }, true],
    ["activity older than any scope reaches, of a short scope", scope, { firstAt: ago(80 * dayMs), lastAt }, false],
    ["activity that ends by the tolerance after", scope, { firstAt: lastAt, lastAt: ago(45 * minuteMs) }, true],
    ["activity that ends later than that", scope, { firstAt: lastAt, lastAt: ago(45 * minuteMs) + 1 }, false],
    ["activity of the future, like one of now", scope, { firstAt: lastAt, lastAt: now + dayMs }, false],
  ])("judges %s", (_what, candidate, activity, expected) => {
    expect(holds(candidate, activity, now, toleranceMs)).toBe(expected);
  });

  it("takes activity of the future as of now when the scope ends within the tolerance", () => {
    const recent = { startAt: ago(dayMs), endAt: ago(5 * minuteMs) };
    expect(holds(recent, { firstAt: ago(hourMs), lastAt: now + dayMs }, now, toleranceMs)).toBe(true);
  });
});

describe("for every activity", () => {
  const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
  const moments = fc.record({
    firstAt: instants,
    lastAt: instants,
    at: instants,
    laterMs: fc.nat({ max: 5 * minuteMs }),
  });

  it("scopeWindow() is 3 h to 30 d of whole seconds and not in the future", () => {
    fc.assert(
      fc.property(moments, ({ at, ...activity }) => {
        const { startAt, endAt } = scopeWindow(activity, at);
        expect(endAt).toBeLessThanOrEqual(at);
        expect(endAt - startAt).toBeGreaterThanOrEqual(3 * hourMs);
        expect(endAt - startAt).toBeLessThanOrEqual(30 * dayMs);
        expect([startAt % 1_000, endAt % 1_000]).toEqual([0, 0]);
      }),
    );
  });

  it("holds() is true of its own scope window, now and a while later", () => {
    fc.assert(
      fc.property(moments, ({ at, laterMs, ...activity }) => {
        const scope = scopeWindow(activity, at);
        expect(holds(scope, activity, at, 5 * minuteMs)).toBe(true);
        expect(holds(scope, activity, at + laterMs, 10 * minuteMs)).toBe(true);
      }),
    );
  });
});
