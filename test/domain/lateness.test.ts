import { describe, expect, it } from "vitest";
import { latenessOf } from "#domain/lateness.ts";
import { anUnknownPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";

const now = Date.parse("2026-03-04T10:35:00.000Z");

describe("latenessOf()", () => {
  it("counts from the start of the execution, and from the last of the looks that found investigations over", () => {
    const principals = [
      aSettledPrincipal({ readAt: "2026-03-04T10:34:50.000Z" }),
      aSettledPrincipal({ readAt: "2026-03-04T10:33:00.000Z" }),
    ];
    expect(latenessOf(principals, now - 200_000, now)).toEqual({ ms: 200_000, lagMs: 10_000 });
  });

  it("tells nothing of what nobody knows", () => {
    const { readAt: _, ...ofAnEarlierRelease } = aSettledPrincipal({});
    expect(latenessOf([ofAnEarlierRelease, anUnknownPrincipal({})], undefined, now)).toEqual({});
  });

  it("is never negative: clocks differ", () => {
    const principals = [aSettledPrincipal({ readAt: "2026-03-04T10:35:07.000Z" })];
    expect(latenessOf(principals, now + 5_000, now)).toEqual({ ms: 0, lagMs: 0 });
  });
});
