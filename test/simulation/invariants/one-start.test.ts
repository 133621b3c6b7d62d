import { describe, expect, it } from "vitest";
import { oneStart } from "#simulation/invariants/one-start.ts";
import { marshalled } from "#simulation/table/marshall.ts";
import { type AWorld, accountId, aStrike, aWorld, tableName } from "./a-world.ts";
import { asksFor, starts } from "./detective.ts";
import { aCall, ends, refused, roleArn } from "./happenings.ts";

const orphans = (world: AWorld) => world.counts()["orphan investigations"];
const toJoin = (how: string) => [expect.stringContaining(`${how}: that one is to be joined`)];

/** Detective's list, as an invocation is shown it. */
const lists = (ids: readonly string[], requestId: string, arn = roleArn("deploy")) =>
  aCall("start-or-join", "Detective", "ListInvestigations", {
    requestId,
    input: { FilterCriteria: { EntityArn: { Value: arn } } },
    output: { InvestigationDetails: ids.map((InvestigationId) => ({ InvestigationId })) },
  });

/** A world in which an investigation of `deploy` was started an hour ago, by somebody who is done. */
async function anHourAfter(
  behaviour: object = {},
  heard = true,
): Promise<{ readonly world: AWorld; readonly first: string }> {
  const principals = new Map([[roleArn("deploy"), { durationSeconds: 60, ...behaviour }]]);
  const world = aWorld(oneStart, { behaviour: { principals } });
  asksFor(world, { requestId: "first" });
  const first = starts(world, { requestId: "first", heard });
  world.tell(ends("start-or-join", { requestId: "first" }));
  await world.pass(60);
  return { world, first };
}

describe("oneStart (I2)", () => {
  it("holds when a principal is investigated once, and another one too", async () => {
    const { world } = await anHourAfter();
    asksFor(world, { arn: roleArn("other") });
    starts(world, { arn: roleArn("other") });
    expect([world.violations, orphans(world)]).toEqual([[], 0]);
  });

  it("is broken when the list shows an investigation that covers the activity, whatever the ARN's path", async () => {
    for (const arn of [roleArn("deploy"), `arn:aws:iam::${accountId}:role/team/deploy`]) {
      const { world, first } = await anHourAfter();
      asksFor(world, { arn });
      world.tell(lists([first], "start-or-join"));
      starts(world, { arn });
      expect(world.violations).toEqual(toJoin("as the list showed"));
    }
  });

  it("is broken when the list is not asked", async () => {
    const { world } = await anHourAfter();
    asksFor(world);
    starts(world);
    expect(world.violations).toEqual(toJoin("as the list would have shown"));
  });

  it("is broken when the investigation is remembered as the newest", async () => {
    const { world, first } = await anHourAfter();
    const item = { pk: "head#deploy", investigation: { id: first } };
    world.cloud.table.call("PutItem", {
      TableName: tableName,
      Item: marshalled(item, { removeUndefinedValues: true }),
    });
    asksFor(world);
    world.tell(lists([], "start-or-join"));
    starts(world);
    expect(world.violations).toEqual(toJoin("as was remembered"));
  });

  it("is broken when two are at work at the same time, unless a fault fails their claim", () => {
    for (const strikes of [[], [aStrike(34)]]) {
      const world = aWorld(oneStart);
      world.strikes.push(...strikes);
      for (const requestId of ["one", "two"]) asksFor(world, { requestId });
      for (const requestId of ["one", "two"]) {
        world.tell(lists([], requestId));
        starts(world, { requestId });
      }
      const isStruck = strikes.length > 0;
      expect(world.violations).toEqual(isStruck ? [] : toJoin("whose starter was at work at the same time"));
      expect(orphans(world)).toBe(isStruck ? 1 : 0);
    }
  });

  it("is broken when its starter came to its end, and the list is behind", async () => {
    const { world } = await anHourAfter();
    asksFor(world);
    world.tell(lists([], "start-or-join"));
    starts(world);
    expect(world.violations).toEqual(toJoin("whose starter came to its end and knew it"));
  });

  it("counts an orphan where nobody could know: its starter never heard of it and the list is behind", async () => {
    const { world } = await anHourAfter({}, false);
    asksFor(world);
    world.tell(lists([], "start-or-join"));
    starts(world);
    expect([world.violations, orphans(world)]).toEqual([[], 1]);
  });

  it("counts an orphan where the table did not take what its starter knew", async () => {
    const world = aWorld(oneStart);
    asksFor(world, { requestId: "first" });
    starts(world, { requestId: "first" });
    world.tell(refused("start-or-join", "DynamoDB", "UpdateItem", "AccessDeniedException", { requestId: "first" }));
    world.tell(ends("start-or-join", { requestId: "first" }));
    await world.pass(60);
    asksFor(world);
    world.tell(lists([], "start-or-join"));
    starts(world);
    expect([world.violations, orphans(world)]).toEqual([[], 1]);
  });

  it("counts a start that came late as an orphan", async () => {
    const { world, first } = await anHourAfter();
    asksFor(world);
    world.tell(lists([first], "start-or-join"));
    starts(world, { late: true });
    expect([world.violations, orphans(world)]).toEqual([[], 1]);
  });

  it("holds when the other one failed, or is the one that is tried once more", async () => {
    for (const [behaviour, isRetry] of [
      [{ statuses: ["FAILED"] }, false],
      [{}, true],
    ] as const) {
      const { world, first } = await anHourAfter(behaviour);
      asksFor(world, isRetry ? { retryOf: first } : {});
      world.tell(lists([first], "start-or-join"));
      starts(world);
      expect(world.violations).toEqual([]);
    }
  });

  it("holds when the other one searched a range that leaves out the activity", async () => {
    const world = aWorld(oneStart);
    asksFor(world, { requestId: "first" });
    const first = starts(world, { requestId: "first", scope: [300, 60] });
    await world.pass(60);
    asksFor(world);
    world.tell(lists([first], "start-or-join"));
    starts(world);
    expect([world.violations, orphans(world)]).toEqual([[], 0]);
  });

  it("holds when the other one has been running for longer than anybody believes", async () => {
    const { world, first } = await anHourAfter({ durationSeconds: "never" });
    asksFor(world);
    world.tell(lists([first], "start-or-join"));
    starts(world);
    expect(world.violations).toEqual([]);
  });

  it("is broken when the other one has been running for fifty minutes, unless somebody's clock is ahead", async () => {
    for (const strikes of [[], [aStrike(36)]]) {
      const behaviour = { principals: new Map([[roleArn("deploy"), { durationSeconds: "never" as const }]]) };
      const world = aWorld(oneStart, { behaviour });
      world.strikes.push(...strikes);
      asksFor(world, { requestId: "first" });
      const first = starts(world, { requestId: "first" });
      world.tell(ends("start-or-join", { requestId: "first" }));
      await world.pass(50);
      asksFor(world);
      world.tell(lists([first], "start-or-join"));
      starts(world);
      expect(world.violations).toEqual(strikes.length > 0 ? [] : toJoin("as the list showed"));
    }
  });

  it("holds for who was told that Detective does not know the other one", async () => {
    const { world, first } = await anHourAfter();
    asksFor(world);
    const input = { InvestigationId: first };
    world.tell(lists([first], "start-or-join"));
    world.tell(refused("start-or-join", "Detective", "GetInvestigation", "ResourceNotFoundException", { input }));
    starts(world);
    expect(world.violations).toEqual([]);
  });
});
