import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import type { OpenGroup } from "#domain/open-group.ts";
import type { OpenGroups } from "#domain/ports.ts";
import { FakeClock, FakeOpenGroups } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();
const real = () => openGroupsAdapter(tableName, DynamoDBDocumentClient.from(client), new FakeClock());
const finding = (id: string, over = {}) => aSlimFinding({ id, ...over });
const group = (key: string, executionArn = "e1"): OpenGroup => {
  return { key, executionArn, openedAt: 2_000, firstActivityAt: 1_000 };
};

describe.each<{ name: string; make: () => OpenGroups }>([
  { name: "openGroupsAdapter()", make: real },
  { name: "FakeOpenGroups", make: () => new FakeOpenGroups() },
])("$name", ({ make }) => {
  const groups = make();

  it("finds the newest group of each key, and none where none was opened", async () => {
    await groups.open([group("a"), group("b")]);
    await groups.open([group("a", "e2")]);
    const found = await groups.find(["a", "b", "c", "a"]);
    expect(found).toEqual(
      new Map([
        ["a", group("a", "e2")],
        ["b", group("b")],
      ]),
    );
    expect(await groups.find([])).toEqual(new Map());
  });

  it("answers who has joined when it is closed, and again with whether it was closed before", async () => {
    expect(await groups.add(group("j"), [finding("1"), finding("2")])).toBe(true);
    expect(await groups.add(group("j"), [finding("3")])).toBe(true);
    const all = [finding("1"), finding("2"), finding("3")];
    expect(await groups.close("j", "e1")).toEqual({ findings: all, wasClosed: false });
    expect(await groups.close("j", "e1")).toEqual({ findings: all, wasClosed: true });
  });

  it("counts who has joined so far", async () => {
    expect(await groups.joined("c", "e1")).toBe(0);
    await groups.add(group("c"), [finding("1"), finding("2")]);
    expect([await groups.joined("c", "e1"), await groups.joined("c", "e2")]).toEqual([2, 0]);
  });

  it("lets one announce a group that is about to be opened, until it is", async () => {
    const twice = async (known?: OpenGroup) => [await groups.announce("n", known), await groups.announce("n", known)];
    expect(await twice()).toEqual([true, false]);
    expect(await groups.find(["n"])).toEqual(new Map());
    await groups.open([group("n")]);
    // Whoever knows of none was overtaken.
    expect(await twice()).toEqual([false, false]);
    expect(await twice(group("n"))).toEqual([true, false]);
    expect(await groups.find(["n"])).toEqual(new Map([["n", group("n")]]));
  });

  it("lets nobody join a group that is closed, had anybody joined or not", async () => {
    await groups.close("none", "e1");
    expect(await groups.add(group("none"), [finding("1")])).toBe(false);
    expect(await groups.close("none", "e1")).toEqual({ findings: [], wasClosed: true });
  });

  it("keeps executions apart: a newer group takes nothing away from an older one", async () => {
    await groups.add(group("k", "e1"), [finding("1")]);
    await groups.open([group("k", "e2")]);
    await groups.close("k", "e2");
    expect(await groups.close("k", "e1")).toEqual({ findings: [finding("1")], wasClosed: false });
  });
});

describe("openGroupsAdapter()", () => {
  it("forgets an announcement that came to nothing within 15 s", async () => {
    const clock = new FakeClock();
    const groups = openGroupsAdapter(tableName, DynamoDBDocumentClient.from(client), clock);
    await groups.announce("dead", undefined);
    clock.at += 15_000;
    expect(await groups.announce("dead", undefined)).toBe(false);
    clock.at += 1;
    expect(await groups.announce("dead", undefined)).toBe(true);
  });

  const many = (count: number, over = {}) => Array.from({ length: count }, (_, n) => finding(String(n), over));

  it("takes in a hundred findings and no more", async () => {
    const groups = real();
    expect(await groups.add(group("full"), many(101))).toBe(false);
    expect(await groups.add(group("full"), many(60))).toBe(true);
    expect(await groups.add(group("full"), many(41))).toBe(false);
    expect(await groups.add(group("full"), many(40))).toBe(true);
    expect((await groups.close("full", "e1")).findings).toHaveLength(100);
  });

  it("is full when the item would outgrow 400 KB", async () => {
    const groups = real();
    const large = many(50, { excluded: Array.from({ length: 100 }, () => ({ what: "x".repeat(80), reason: "root" })) });
    expect(await groups.add(group("large"), large)).toBe(false);
    expect(await groups.add(group("large"), many(1))).toBe(true);
  });
});
