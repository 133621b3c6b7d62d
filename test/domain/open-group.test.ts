import { describe, expect, it } from "vitest";
import { groupFindings } from "#domain/grouping.ts";
import { minuteMs } from "#domain/instant.ts";
import { exceeds, type OpenGroup, openGroupKey, openingsOf, takesIn } from "#domain/open-group.ts";
import { aFailedPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const now = Date.parse("2026-03-04T10:30:00.000Z");
const settings = { joinToleranceMinutes: 15 };
const group: OpenGroup = {
  key: openGroupKey(aSlimFinding()),
  executionArn: "e1",
  openedAt: now,
  firstActivityAt: Date.parse("2026-03-04T09:00:00.000Z"),
};

describe("openGroupKey()", () => {
  const two = [aPrincipal({ name: "a" }), aPrincipal({ name: "b" })];

  it("is the same for the same principals of a Region, in whatever order", () => {
    const [left, right] = [aSlimFinding({ principals: two, id: "1" }), aSlimFinding({ principals: two.toReversed() })];
    expect(openGroupKey(left)).toBe(openGroupKey(right));
  });

  it.each([
    { of: "another Region", other: aSlimFinding({ region: "us-east-1" }) },
    { of: "other principals", other: aSlimFinding({ principals: two }) },
    { of: "no principals", other: aSlimFinding({ principals: [] }) },
  ])("differs for findings of $of", ({ other }) => {
    expect(openGroupKey(other)).not.toBe(openGroupKey(aSlimFinding()));
  });
});

describe("openingsOf()", () => {
  it("opens every group that waits for an investigation, from the latest of its principals' first activities on", () => {
    const [a, b] = [aPrincipal({ name: "a" }), aPrincipal({ name: "b" })];
    const both = aSlimFinding({ id: "1", principals: [a, b], firstActivityAt: "2026-03-04T09:00:00.000Z" });
    const earlier = aSlimFinding({ id: "2", principals: [a], firstActivityAt: "2026-03-04T08:00:00.000Z" });
    const nobody = aSlimFinding({ id: "3", principals: [] });
    const groups = [...groupFindings([both, earlier, nobody])];
    const first = (key: string) =>
      openingsOf({ v: 1, groups }, "e1", now).find((one) => one.key === key)?.firstActivityAt;
    expect(openingsOf({ v: 1, groups }, "e1", now)).toHaveLength(2);
    expect(first(openGroupKey(both))).toBe(Date.parse("2026-03-04T09:00:00.000Z"));
    expect(first(openGroupKey(earlier))).toBe(Date.parse("2026-03-04T08:00:00.000Z"));
  });
});

describe("takesIn()", () => {
  it.each([
    { finding: {}, takes: true, why: "its activity is the group's" },
    {
      finding: { lastActivityAt: "2026-03-04T10:40:00.000Z" },
      at: 10,
      takes: true,
      why: "it ends within the tolerance",
    },
    { finding: { lastActivityAt: "2026-03-04T10:40:01.000Z" }, at: 11, takes: false, why: "it ends beyond it" },
    {
      finding: { firstActivityAt: "2026-03-03T09:00:00.000Z" },
      takes: true,
      why: "it begins a day before the group's",
    },
    { finding: { firstActivityAt: "2026-03-03T08:59:59.999Z" }, takes: false, why: "it begins earlier than that" },
    { finding: { requested: true }, takes: false, why: "somebody asked for it" },
    { finding: {}, at: 30, takes: true, why: "the group has been open for half an hour" },
    { finding: {}, at: 31, takes: false, why: "the group has been open for longer" },
    { finding: { lastActivityAt: "2026-03-04T23:00:00.000Z" }, takes: true, why: "its clock is ahead of ours" },
  ])("is $takes when $why", ({ finding, at = 0, takes }) => {
    expect(takesIn(group, aSlimFinding(finding), now + at * minuteMs, settings)).toBe(takes);
  });
});

describe("exceeds()", () => {
  const covered = (coveredFrom: string | undefined, coveredUntil = "2026-03-04T10:15:00.000Z") => {
    const { coveredFrom: _dropped, ...rest } = aSettledPrincipal({ coveredUntil });
    return [{ ...rest, ...(coveredFrom !== undefined && { coveredFrom }) }, aFailedPrincipal()];
  };
  const dayBefore = "2026-03-03T09:00:00.000Z";

  it.each([
    { principals: covered(dayBefore), is: false, why: "the evidence covers its activity" },
    {
      principals: covered(dayBefore, "2026-03-04T09:45:00.000Z"),
      is: false,
      why: "it was active within the tolerance",
    },
    { principals: covered(dayBefore, "2026-03-04T09:44:59.000Z"), is: true, why: "it was active beyond it" },
    { principals: covered("2026-03-04T09:00:00.000Z"), is: false, why: "the evidence begins with its activity" },
    { principals: covered("2026-03-04T09:00:01.000Z"), is: true, why: "the evidence begins later" },
    { principals: covered(undefined), is: true, why: "nobody knows where the evidence begins" },
    { principals: [aFailedPrincipal()], is: false, why: "nothing was investigated" },
  ])("is $is when $why", ({ principals, is }) => {
    expect(exceeds(aSlimFinding(), principals, now, settings)).toBe(is);
  });
});
