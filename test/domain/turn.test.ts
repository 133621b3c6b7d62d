import { describe, expect, it } from "vitest";
import type { Group } from "#domain/contract.ts";
import { isDue, lookedAtInTurn, readsFor, untilTurn } from "#domain/turn.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

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

describe("lookedAtInTurn()", () => {
  const group = (findings: number, principals: Partial<Group["principals"][number]>[] = [{}]): Group => ({
    principals: principals.map((over) => ({
      ...aPrincipal(),
      kind: "start",
      region: "eu-west-1",
      firstActivityAt: at(0),
      lastActivityAt: at(0),
      try: 1,
      ...over,
    })),
    findings: Array.from({ length: findings }, (_, index) => aSlimFinding({ id: `${index}` })),
  });
  const laterSeconds = (groups: readonly Group[]) =>
    lookedAtInTurn(groups).map(({ principals }) => principals.map((one) => one.laterSeconds));

  it("looks at each group later by 0.4 s for each call of those before it, in whole seconds", () => {
    const groups = [group(100), group(1), group(21), group(1, [{ name: "a" }, { name: "b" }])];
    expect(laterSeconds(groups)).toEqual([[undefined], [2], [2], [3, 3]]);
  });

  it("counts no calls of a group that waits for nothing", () => {
    expect(laterSeconds([group(100, []), group(1), group(100, []), group(1)])).toEqual([
      [],
      [undefined],
      [],
      [undefined],
    ]);
  });

  it("looks at nobody later by more than a minute", () => {
    expect(laterSeconds(Array.from({ length: 40 }, () => group(100))).at(-1)).toEqual([60]);
  });

  it("changes nothing else", () => {
    const groups = [group(60), group(1)];
    const without = lookedAtInTurn(groups).map(({ principals, findings }) => ({
      principals: principals.map(({ laterSeconds: _, ...one }) => one),
      findings,
    }));
    expect(without).toEqual(groups);
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
