import { describe, expect, it } from "vitest";
import { feedItems } from "#cli/feed.ts";
import { homeOf, startOf } from "#cli/home.ts";
import { anImportedEvent } from "#test/builders/event.ts";
import { aGuardDutyFinding, anAsffFinding } from "#test/builders/finding.ts";

const feed = (...values: readonly unknown[]) => feedItems(JSON.stringify(values));
const elsewhere = { ...anImportedEvent(), account: "444455556666", region: "us-gov-west-1" };

describe("homeOf()", () => {
  it.each([
    { what: "nothing", items: [], home: ["111122223333", "us-east-1", "aws"] },
    { what: "an event", items: [elsewhere, anAsffFinding()], home: ["444455556666", "us-gov-west-1", "aws-us-gov"] },
    { what: "a bare finding", items: [anAsffFinding(), elsewhere], home: ["111122223333", "eu-west-1", "aws"] },
    { what: "a bare GuardDuty finding", items: [aGuardDutyFinding()], home: ["111122223333", "eu-west-1", "aws"] },
    { what: "the first that can be used", items: [7, anAsffFinding()], home: ["111122223333", "eu-west-1", "aws"] },
    {
      what: "the finding where the event tells nonsense",
      items: [{ ...elsewhere, account: "12", region: "<b>" }],
      home: ["111122223333", "eu-west-1", "aws"],
    },
    { what: "China", items: [{ ...elsewhere, region: "cn-north-1" }], home: ["444455556666", "cn-north-1", "aws-cn"] },
  ])("is that of $what", ({ items, home: [accountId, region, partition] }) => {
    expect(homeOf(feed(...items))).toEqual({ accountId, region, partition });
  });

  it("is overridden by what is given, partition and all", () => {
    const given = { accountId: "777788889999", region: "cn-north-1" };
    expect(homeOf(feed(elsewhere), given)).toEqual({ ...given, partition: "aws-cn" });
    expect(homeOf(feed(elsewhere), { accountId: "777788889999" })).toMatchObject({ region: "us-gov-west-1" });
  });
});

describe("startOf()", () => {
  const now = Date.UTC(2026, 0, 1);

  it.each([
    { what: "the machine's time without input", items: [], start: now },
    {
      what: "the machine's time for old input",
      items: [anAsffFinding({ UpdatedAt: "2020-01-01T00:00:00Z", LastObservedAt: "2020-01-01T00:00:00Z" })],
      start: now,
    },
    { what: "the newest version", items: [anAsffFinding()], start: Date.UTC(2026, 2, 4, 10, 20) },
    {
      what: "the newest event",
      items: [{ ...anImportedEvent(), time: "2026-06-01T00:00:00Z" }],
      start: Date.UTC(2026, 5, 1),
    },
    {
      what: "nothing that lies a century ahead",
      items: [
        anAsffFinding({
          UpdatedAt: "9999-01-01T00:00:00Z",
          FirstObservedAt: "2026-02-01 00:00:00.000000000",
          LastObservedAt: "2026-02-01 00:00:00.000000000",
        }),
      ],
      start: Date.UTC(2026, 1, 1),
    },
  ])("is $what", ({ items, start }) => {
    expect(startOf(feed(...items), now)).toBe(start);
  });
});
