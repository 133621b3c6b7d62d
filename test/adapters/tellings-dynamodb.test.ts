import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { digestsAdapter } from "#adapters/digests-dynamodb.ts";
import { tellingsAdapter } from "#adapters/tellings-dynamodb.ts";
import type { Told } from "#domain/notify/change.ts";
import type { DigestEntry } from "#domain/notify/digest.ts";
import type { Digests, Tellings } from "#domain/notify/ports.ts";
import { aBrief } from "#test/builders/brief.ts";
import { FakeDigests, FakeTellings } from "#test/builders/notify-ports.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();
const documents = () => DynamoDBDocumentClient.from(client);

const { hash, parts, verdict } = aBrief();
const told = (over: Partial<Told> = {}): Told => ({
  ...{ hash, parts, verdict, version: "2026-11-19T02:20:41.000Z", at: "2026-11-19T02:30:00.000Z" },
  ...{ how: "message", severity: "HIGH" },
  ...over,
});

describe.each<{ name: string; make: () => Tellings }>([
  { name: "tellingsAdapter()", make: () => tellingsAdapter(tableName, documents(), new FakeClock()) },
  { name: "FakeTellings", make: () => new FakeTellings() },
])("$name", ({ make }) => {
  const tellings = make();

  it("knows nothing of a finding at first, and what was told afterwards", async () => {
    expect(await tellings.find("a")).toEqual({});
    expect(await tellings.begin("a", undefined, "m1")).toBe(true);
    await tellings.settle("a", told(), "m1");
    expect(await tellings.find("a")).toEqual({ told: told() });
  });

  it("knows what only the chat has, until all is told", async () => {
    await tellings.begin("e", undefined, "m1");
    await tellings.settleChat("e", hash, "m2");
    expect(await tellings.find("e")).toEqual({});
    await tellings.settleChat("e", hash, "m1");
    expect(await tellings.find("e")).toEqual({ inChat: hash });
    await tellings.settle("e", told(), "m1");
    expect(await tellings.find("e")).toEqual({ told: told() });
  });

  it("lets one message tell at a time, and the same one try again", async () => {
    expect(await tellings.begin("b", undefined, "m1")).toBe(true);
    expect(await tellings.begin("b", undefined, "m2")).toBe(false);
    expect(await tellings.begin("b", undefined, "m1")).toBe(true);
  });

  it("lets nobody tell who does not know what was told last", async () => {
    await tellings.begin("c", undefined, "m1");
    await tellings.settle("c", told(), "m1");
    expect(await tellings.begin("c", undefined, "m2")).toBe(false);
    expect(await tellings.begin("c", told({ at: "2026-11-19T02:29:00.000Z" }), "m2")).toBe(false);
    expect(await tellings.begin("c", told(), "m2")).toBe(true);
  });

  it("forgets what is settled by a message that has lost its turn", async () => {
    await tellings.begin("d", undefined, "m1");
    await tellings.settle("d", told(), "m2");
    expect(await tellings.find("d")).toEqual({});
  });
});

describe("tellingsAdapter()", () => {
  it("lets another message tell when one has not come back for a minute", async () => {
    const clock = new FakeClock();
    const tellings = tellingsAdapter(tableName, documents(), clock);
    await tellings.begin("late", undefined, "m1");
    clock.at += 59_000;
    expect(await tellings.begin("late", undefined, "m2")).toBe(false);
    clock.at += 2_000;
    expect(await tellings.begin("late", undefined, "m2")).toBe(true);
  });
});

const entry = (key: string): DigestEntry => ({ key, gravity: 1, text: "LOW, no Detective verdict: role r" });

describe.each<{ name: string; make: () => Digests }>([
  { name: "digestsAdapter()", make: () => digestsAdapter(tableName, documents(), new FakeClock()) },
  { name: "FakeDigests", make: () => new FakeDigests() },
])("$name", ({ make }) => {
  const digests = make();

  it("keeps the findings of a day until people were told", async () => {
    expect(await digests.untold("2026-11-19")).toBeUndefined();
    for (const key of ["a", "b"]) await digests.add("2026-11-19", entry(key));
    await digests.add("2026-11-20", entry("c"));
    expect(await digests.untold("2026-11-19")).toEqual({
      day: "2026-11-19",
      entries: [entry("a"), entry("b")],
      more: 0,
    });
    await digests.markTold("2026-11-19");
    expect(await digests.untold("2026-11-19")).toBeUndefined();
    expect(await digests.untold("2026-11-20")).toMatchObject({ entries: [entry("c")] });
  });
});

describe("digestsAdapter()", () => {
  it("counts what an item has no room for", async () => {
    const digests = digestsAdapter(tableName, documents(), new FakeClock());
    for (let n = 0; n < 253; n++) await digests.add("full", entry(`k${n}`));
    const full = await digests.untold("full");
    expect([full?.entries.length, full?.more]).toEqual([250, 3]);
  });
});
