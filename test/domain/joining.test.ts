import { describe, expect, it } from "vitest";
import type { PrincipalToStart } from "#domain/contract.ts";
import { minuteMs } from "#domain/instant.ts";
import type { Investigation } from "#domain/investigation.ts";
import { answersFor, mayAnswerFor, promiseOf, running } from "#domain/joining.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";

const now = Date.parse("2026-03-04T10:30:00.000Z");
const lastAt = Date.parse("2026-03-04T10:00:00.000Z");
const settings = { joinToleranceMinutes: 15 };

const principal = (over: Partial<PrincipalToStart> = {}): PrincipalToStart => ({
  ...aPrincipal(),
  kind: "start",
  region: "eu-west-1",
  firstActivityAt: "2026-03-04T09:00:00.000Z",
  lastActivityAt: "2026-03-04T10:00:00.000Z",
  try: 1,
  ...over,
});

const investigation = (over: Partial<Investigation> = {}): Investigation => ({
  id: "1",
  status: "RUNNING",
  createdAt: now,
  scope: { startAt: Date.parse("2026-03-03T09:00:00.000Z"), endAt: lastAt },
  ...over,
});

describe("answersFor()", () => {
  const { startAt } = investigation().scope;
  it.each([
    { what: "the scope holds the activity", over: {}, who: {}, expected: true },
    {
      what: "it ends just within the tolerance",
      over: { scope: { startAt, endAt: lastAt - 15 * minuteMs } },
      who: {},
      expected: true,
    },
    {
      what: "it ends before the tolerance",
      over: { scope: { startAt, endAt: lastAt - 15 * minuteMs - 1 } },
      who: {},
      expected: false,
    },
    { what: "it is the one that FAILED", over: {}, who: { retryOf: "1" }, expected: false },
  ])("is $expected when $what", ({ over, who, expected }) => {
    expect(answersFor(investigation(over), principal(who), now, settings)).toBe(expected);
  });
});

describe("promiseOf()", () => {
  it.each([
    { status: "SUCCESSFUL", ageMinutes: 600, promise: "good" },
    { status: "FAILED", ageMinutes: 1, promise: "bad" },
    { status: "RUNNING", ageMinutes: 59, promise: "good" },
    { status: "RUNNING", ageMinutes: 60, promise: "unclear" },
  ] as const)(
    "is $promise for one that was $status $ageMinutes minutes after its creation",
    ({ status, ageMinutes, promise }) => {
      const one = investigation({ status, createdAt: now - ageMinutes * minuteMs });
      expect(promiseOf(one, 1, now)).toBe(promise);
    },
  );
});

describe("mayAnswerFor()", () => {
  it("leaves out those created before the activity, and the one that FAILED", () => {
    const listing = (id: string, createdAt: number) => ({ id, createdAt, status: "RUNNING" as const });
    const listings = [listing("new", now), listing("failed", now), listing("old", lastAt - 15 * minuteMs - 1)];
    expect(mayAnswerFor(listings, principal({ retryOf: "failed" }), now, settings).map(({ id }) => id)).toEqual([
      "new",
    ]);
  });

  it("takes activity of the future for activity of now", () => {
    const listings = [{ id: "new", createdAt: now - minuteMs, status: "RUNNING" as const }];
    const ahead = principal({ lastActivityAt: "2026-03-04T23:00:00.000Z" });
    expect(mayAnswerFor(listings, ahead, now, settings)).toEqual(listings);
  });
});

describe("running()", () => {
  it.each([
    { what: "a new one", over: {}, waitSeconds: 160 },
    { what: "one of a minute ago", over: { createdAt: now - minuteMs }, waitSeconds: 100 },
    { what: "one that has succeeded", over: { status: "SUCCESSFUL" as const }, waitSeconds: 0 },
  ])("waits $waitSeconds s for $what", ({ over, waitSeconds }) => {
    const found = { how: "joined", investigation: investigation(over) } as const;
    expect(running(principal(), "graph", found, now).waitSeconds).toBe(waitSeconds);
  });

  it("waits longer by what others of its batch read before", () => {
    const found = { how: "started", investigation: investigation() } as const;
    const later = running(principal({ laterSeconds: 25 }), "graph", found, now);
    expect(later).toMatchObject({ laterSeconds: 25, waitSeconds: 185 });
  });
});
