import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { claimsAdapter } from "#adapters/claims-dynamodb.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { investigationsAdapter } from "#adapters/investigations-dynamodb.ts";
import { sharedSlots } from "#adapters/pace.ts";
import type { Settlement } from "#domain/finding-record.ts";
import type { Investigation } from "#domain/investigation.ts";
import { findingKeyText } from "#domain/key.ts";
import { plainItem } from "#simulation/table/plain-item.ts";
import { documentClient, tableClient } from "#simulation/table/table-client.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { aTable, tableName } from "./a-table.ts";

const startAt = Date.parse("2026-03-04T10:30:00.000Z");
const [v1, v2] = ["2026-03-04T10:20:00.000Z", "2026-03-04T11:20:00.000Z"];

function aStore() {
  const table = aTable();
  const send = async (operation: string, input: object) => table.call(operation, input);
  return { table, client: tableClient(send), documents: documentClient(send, { removeUndefinedValues: true }) };
}

describe("claimsAdapter() on a memory table", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: startAt, toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const keeping = (id: string) => vi.fn(async () => ({ keep: { id } }));

  it("keeps what the work answered for every later caller", async () => {
    const { client, table } = aStore();
    const claims = claimsAdapter(tableName, client);
    const work = keeping("1");
    expect(await claims.once("k", anInvocation(), work)).toEqual({ keep: { id: "1" } });
    expect(await claims.once("k", anInvocation(), work)).toEqual({ keep: { id: "1" } });
    expect(work).toHaveBeenCalledTimes(1);
    expect([...table.items()].map(plainItem)).toEqual([
      {
        pk: expect.stringMatching(/^claim#[\w+/]{43}=$/),
        status: "COMPLETED",
        data: { id: "1" },
        expiration: startAt / 1_000 + 7 * 24 * 3_600,
        in_progress_expiration: expect.any(Number),
      },
    ]);
  });

  it("tells others to come again while the work is done", async () => {
    const claims = claimsAdapter(tableName, aStore().client);
    let finish = () => {};
    const work = () => new Promise<{ keep: object }>((resolve) => (finish = () => resolve({ keep: { id: "2" } })));
    const first = claims.once("k", anInvocation(), work);
    await vi.waitFor(() =>
      expect(claims.once("k", anInvocation(), work)).rejects.toMatchObject({ name: "ClaimInProgress" }),
    );
    finish();
    expect(await first).toEqual({ keep: { id: "2" } });
  });

  it("frees the claim when the work gives it back, or throws", async () => {
    const { client, table } = aStore();
    const claims = claimsAdapter(tableName, client);
    expect(await claims.once("k", anInvocation(), async () => ({ release: "unknown" }))).toEqual({
      release: "unknown",
    });
    const failure = new RangeError("no");
    await expect(claims.once("k", anInvocation(), () => Promise.reject(failure))).rejects.toBe(failure);
    expect(table.size).toBe(0);
    expect(await claims.once("k", anInvocation(), keeping("3"))).toEqual({ keep: { id: "3" } });
  });

  it("takes over the claim of an invocation that ended without an answer", async () => {
    const { client, table } = aStore();
    const claims = claimsAdapter(tableName, client);
    claims.once("k", anInvocation({ getRemainingTimeInMillis: () => 50 }), () => new Promise(() => {})).catch(() => {});
    await vi.waitFor(() => expect(table.size).toBe(1));
    await expect(claims.once("k", anInvocation(), keeping("heir"))).rejects.toMatchObject({ name: "ClaimInProgress" });
    vi.setSystemTime(startAt + 150);
    expect(await claims.once("k", anInvocation(), keeping("heir"))).toEqual({ keep: { id: "heir" } });
  });

  it("throws ServiceUnavailable when the table is not there, and does not do the work", async () => {
    const work = vi.fn();
    const lost = claimsAdapter("no-such-table", aStore().client);
    await expect(lost.once("k", anInvocation(), work)).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(work).not.toHaveBeenCalled();
  });
});

describe("findingRecordsAdapter() on a memory table", () => {
  const finding = (id: string, version = v1) => aSlimFinding({ id, version });
  const principals = aSlimFinding().principals.map(({ identity }) => identity);
  const settlement = (id: string, over: Partial<Settlement> = {}): Settlement => {
    const { productArn, version } = finding(id);
    return { productArn, id, version, outcome: "enriched", principals, executionArn: "e1", ...over };
  };

  function aRecords() {
    const { documents, table } = aStore();
    const records = findingRecordsAdapter(tableName, documents, { now: () => startAt, sleep: async () => {} });
    const recordOf = async (id: string) => {
      const record = (await records.read([finding(id)])).get(findingKeyText(finding(id)));
      return { settled: record?.settled?.version, by: record?.settled?.executionArn, inFlight: record?.inFlight };
    };
    const begin = (id: string, executionArn: string, version = v1, since = 1_000) =>
      records.begin([finding(id, version)], { executionArn, since });
    return { records, recordOf, begin, table };
  }

  it("reads hundreds at once, each key once, and none that it does not know", async () => {
    const { records } = aRecords();
    const many = Array.from({ length: 230 }, (_, n) => finding(`many/${n}`));
    await records.begin(many, { executionArn: "e1", since: 5_000 });
    expect((await records.read([...many, ...many, finding("unknown")])).size).toBe(230);
  });

  it("marks a version as on its way until it is settled, and keeps the record for 100 days", async () => {
    const { records, recordOf, begin, table } = aRecords();
    await begin("usual", "e1");
    const inFlight = { version: v1, principals, executionArn: "e1", since: 1_000 };
    expect(await recordOf("usual")).toEqual({ settled: undefined, by: undefined, inFlight });
    await records.settle([settlement("usual", { coveredUntil: 9_000 })]);
    expect(await recordOf("usual")).toEqual({ settled: v1, by: "e1", inFlight: undefined });
    const [item] = table.items();
    expect(item?.get("expiration")).toBe(startAt / 1_000 + 100 * 24 * 3_600);
  });

  it("lets no late or old mark and no old version win", async () => {
    const { records, recordOf, begin } = aRecords();
    await records.settle([settlement("fast")]);
    await begin("fast", "e1");
    expect(await recordOf("fast")).toMatchObject({ settled: v1, inFlight: undefined });
    await begin("newer", "e2", v2);
    await begin("newer", "e1", v1);
    expect(await recordOf("newer")).toMatchObject({ inFlight: { version: v2, executionArn: "e2" } });
    await records.settle([settlement("late", { version: v2, executionArn: "e2" })]);
    await begin("late", "e1");
    await records.settle([settlement("late")]);
    expect(await recordOf("late")).toEqual({ settled: v2, by: "e2", inFlight: undefined });
  });

  it("leaves the flight of a newer version, and of another execution", async () => {
    const { records, recordOf, begin } = aRecords();
    await begin("ahead", "e2", v2);
    await begin("again", "e2", v1);
    await records.settle([settlement("ahead"), settlement("again")]);
    expect(await recordOf("ahead")).toMatchObject({ settled: v1, inFlight: { version: v2 } });
    expect(await recordOf("again")).toMatchObject({ settled: v1, inFlight: { executionArn: "e2" } });
    await records.endFlight([finding("ahead", v2), finding("unknown")], "e2");
    expect(await recordOf("ahead")).toEqual({ settled: v1, by: "e1", inFlight: undefined });
    expect((await records.read([finding("unknown")])).size).toBe(0);
  });

  it("lists the overdue, oldest first, at most as many as asked", async () => {
    const { records, begin } = aRecords();
    await begin("old", "e1", v1, 20);
    await begin("oldest", "e1", v1, 10);
    await begin("young", "e1", v1, 30);
    await begin("settled", "e1", v1, 5);
    await records.settle([settlement("settled")]);
    const overdue = async (limit: number) => (await records.overdue(30, limit)).map(({ id, since }) => [id, since]);
    expect(await overdue(100)).toEqual([
      ["oldest", 10],
      ["old", 20],
    ]);
    expect(await overdue(1)).toEqual([["oldest", 10]]);
  });
});

describe("investigationsAdapter() on a memory table", () => {
  it("remembers the newest, whatever the order, for each graph and principal", async () => {
    const heads = investigationsAdapter(tableName, aStore().documents);
    const created = (id: string, createdAt: number): Investigation => {
      return { id, status: "RUNNING", createdAt, scope: { startAt: 1, endAt: 2 } };
    };
    expect(await heads.latest("graph", "one")).toBeUndefined();
    await heads.remember("graph", "one", created("2", 2_000));
    await heads.remember("graph", "one", created("1", 1_000));
    await heads.remember("graph", "other", created("3", 500));
    expect(await heads.latest("graph", "one")).toEqual(created("2", 2_000));
    await heads.remember("graph", "one", { ...created("4", 3_000), status: "SUCCESSFUL", severity: "LOW" });
    expect(await heads.latest("graph", "one")).toMatchObject({ id: "4", severity: "LOW" });
    expect(await heads.latest("graph", "other")).toMatchObject({ id: "3" });
    expect(await heads.latest("another graph", "one")).toBeUndefined();
  });
});

describe("sharedSlots() on a memory table", () => {
  it("gives every caller a slot of its own when all ask at once", async () => {
    const clock = new FakeClock(startAt);
    const slots = sharedSlots("race", 500, tableName, aStore().client, clock);
    const taken = await Promise.all(Array.from({ length: 6 }, () => slots.reserve(1)));
    const offsets = taken.map((at) => at - startAt).toSorted((a, b) => a - b);
    expect(offsets).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
  });

  it("saves up no slots, and throws Throttled when the queue is five hours long", async () => {
    const clock = new FakeClock(startAt);
    const slots = sharedSlots("long", 2.5 * 60 * 60 * 1_000, tableName, aStore().client, clock);
    await slots.reserve(1);
    clock.at += 24 * 60 * 60 * 1_000;
    for (let calls = 0; calls < 3; calls++) await slots.reserve(1);
    await expect(slots.reserve(1)).rejects.toMatchObject({ name: "Throttled" });
  });
});
