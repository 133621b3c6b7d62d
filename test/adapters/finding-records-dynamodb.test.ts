import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionRank } from "#adapters/finding-record-item.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { newerVersion, type Settlement } from "#domain/finding-record.ts";
import { findingKeyText } from "#domain/key.ts";
import type { FindingRecords } from "#domain/ports.ts";
import { FakeFindingRecords } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { useTable } from "./dynalite.ts";
import { fakeClient } from "./fake-client.ts";

const { client, tableName } = useTable();
const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

const [v1, v2] = ["2026-03-04T10:20:00.000Z", "2026-03-04T11:20:00.000Z"];
const principals = aSlimFinding().principals.map(({ identity }) => identity);

describe.each<{ name: string; make: () => FindingRecords }>([
  { name: "findingRecordsAdapter()", make: () => findingRecordsAdapter(tableName, documents) },
  { name: "FakeFindingRecords", make: () => new FakeFindingRecords() },
])("$name", ({ name, make }) => {
  const records = make();
  const finding = (id: string, version = v1) => aSlimFinding({ id: `${name}/${id}`, version });
  const settlement = (id: string, over: Partial<Settlement> = {}): Settlement => {
    const { productArn, id: findingId, version } = finding(id);
    return { productArn, id: findingId, version, outcome: "enriched", principals, executionArn: "e1", ...over };
  };
  const recordOf = async (id: string) => {
    const record = (await records.read([finding(id)])).get(findingKeyText(finding(id)));
    return { settled: record?.settled?.version, by: record?.settled?.executionArn, inFlight: record?.inFlight };
  };
  const begin = (id: string, executionArn: string, version = v1, since = 1_000) =>
    records.begin([finding(id, version)], { executionArn, since });

  it("read() leaves out what it does not know", async () => {
    expect(await records.read([finding("unknown")])).toEqual(new Map());
    expect(await records.read([])).toEqual(new Map());
  });

  it("read() reads hundreds at once, each key once", async () => {
    const many = Array.from({ length: 230 }, (_, n) => finding(`many/${n}`));
    await records.begin(many, { executionArn: "e1", since: 5_000 });
    expect((await records.read([...many, ...many])).size).toBe(230);
  });

  it("begin() marks a version as on its way, settle() ends that", async () => {
    await begin("usual", "e1");
    const inFlight = { version: v1, principals, executionArn: "e1", since: 1_000 };
    expect(await recordOf("usual")).toEqual({ settled: undefined, by: undefined, inFlight });
    await records.settle([settlement("usual", { coveredUntil: 9_000 })]);
    expect(await recordOf("usual")).toEqual({ settled: v1, by: "e1", inFlight: undefined });
  });

  it("begin() comes too late when the execution has settled the version", async () => {
    await records.settle([settlement("fast")]);
    await begin("fast", "e1");
    expect(await recordOf("fast")).toMatchObject({ settled: v1, inFlight: undefined });
  });

  it("begin() keeps the mark of a newer version", async () => {
    await begin("newer", "e2", v2);
    await begin("newer", "e1", v1);
    expect(await recordOf("newer")).toMatchObject({ inFlight: { version: v2, executionArn: "e2" } });
  });

  it("settle() never replaces a newer version, yet ends the flight of its own", async () => {
    await records.settle([settlement("late", { version: v2, executionArn: "e2" })]);
    await records.begin([finding("late", v1)], { executionArn: "e1", since: 1_000 });
    await records.settle([settlement("late", { version: v1 })]);
    expect(await recordOf("late")).toEqual({ settled: v2, by: "e2", inFlight: undefined });
  });

  it("settle() leaves the flight of a newer version, and of the same version in another execution", async () => {
    await begin("ahead", "e2", v2);
    await records.settle([settlement("ahead")]);
    expect(await recordOf("ahead")).toMatchObject({ settled: v1, inFlight: { version: v2 } });

    await begin("again", "e2", v1);
    await records.settle([settlement("again")]);
    expect(await recordOf("again")).toMatchObject({ settled: v1, inFlight: { executionArn: "e2" } });
  });

  it("settle() leaves the flight of a newer version in the same execution", async () => {
    await begin("both", "e1", v1);
    await begin("both", "e1", v2);
    await records.settle([settlement("both")]);
    expect(await recordOf("both")).toMatchObject({ settled: v1, inFlight: { version: v2, executionArn: "e1" } });
    await records.settle([settlement("both", { version: v2 })]);
    expect(await recordOf("both")).toEqual({ settled: v2, by: "e1", inFlight: undefined });
  });

  it("settle() takes another spelling of the version for the version", async () => {
    await begin("spelled", "e1", "2026-03-04T10:20:00Z");
    await records.settle([settlement("spelled")]);
    expect(await recordOf("spelled")).toEqual({ settled: v1, by: "e1", inFlight: undefined });
  });

  it("endFlight() takes the mark of the execution away, and leaves all else as it is", async () => {
    await records.settle([settlement("landed")]);
    await begin("landed", "e2");
    await begin("flying", "e3");
    const [landed, flying] = [finding("landed"), finding("flying")];
    await records.endFlight([landed, flying, finding("unknown")], "e2");
    expect(await recordOf("landed")).toEqual({ settled: v1, by: "e1", inFlight: undefined });
    expect(await recordOf("flying")).toMatchObject({ inFlight: { executionArn: "e3" } });
    expect((await records.read([finding("unknown")])).size).toBe(0);
  });

  it("overdue() lists the oldest first, none that is settled or young, at most as many as asked", async () => {
    await begin("old", "e1", v1, 20);
    await begin("oldest", "e1", v1, 10);
    await begin("settled", "e1", v1, 5);
    await records.settle([settlement("settled")]);
    const mine = (await records.overdue(30, 100)).filter(({ id }) => id.startsWith(name));
    expect(mine.map(({ id, since, executionArn }) => [id, since, executionArn])).toEqual([
      [`${name}/oldest`, 10, "e1"],
      [`${name}/old`, 20, "e1"],
    ]);
    expect(await records.overdue(30, 1)).toHaveLength(1);
  });
});

describe("findingRecordsAdapter()", () => {
  it("reads the overdue page by page, until there are no more or as many as asked", async () => {
    const flight = { inFlightVersion: v1, inFlightPrincipals: [], inFlightBy: "e1", inFlightSince: 1 };
    const page = (id: string, LastEvaluatedKey?: object) => ({
      Items: [{ productArn: "p", id, ...flight }],
      LastEvaluatedKey,
    });
    const pages = [page("a", { pk: "a" }), page("b", { pk: "b" }), page("c")];
    const paging = () => fakeClient<typeof documents>({ Query: (_input, call) => pages[call] });
    const all = paging();
    const overdue = await findingRecordsAdapter(tableName, all).overdue(30, 10);
    expect(overdue.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(all.calls.map(([, { ExclusiveStartKey, Limit }]) => [ExclusiveStartKey, Limit])).toEqual([
      [undefined, 10],
      [{ pk: "a" }, 9],
      [{ pk: "b" }, 8],
    ]);
    expect(await findingRecordsAdapter(tableName, paging()).overdue(30, 2)).toHaveLength(2);
  });

  it("keeps records for 100 days after the last change", async () => {
    const at = Date.parse("2026-03-04T10:30:00.000Z");
    const clock = { now: () => at, sleep: async () => {} };
    await findingRecordsAdapter(tableName, documents, clock).begin([aSlimFinding({ id: "ttl" })], {
      executionArn: "e1",
      since: at,
    });
    const { Items = [] } = await documents.send(new ScanCommand({ TableName: tableName }));
    const item = Items.find(({ id }) => id === "ttl");
    expect(item?.["expiration"]).toBe(at / 1_000 + 100 * 24 * 3_600);
  });
});

describe("versionRank()", () => {
  const versions = fc.oneof(
    fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("2024-05-23T20:49:02Z", "2024-05-23T20:49:02.000Z", "2024-05-23T22:49:02+02:00", "never", "x"),
  );
  it("orders as newerVersion() does", () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(versionRank(a) > versionRank(b)).toBe(newerVersion(a, b));
      }),
    );
  });
});
