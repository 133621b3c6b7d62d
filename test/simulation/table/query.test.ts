import { describe, expect, it } from "vitest";
import type { MemoryTable } from "#simulation/table/memory-table.ts";
import { aTable, given, type Plain, put, refusal, tableName, update, written } from "./a-table.ts";

const flights = [5, 1, 3, 2, 4].map((since) => ({
  pk: `f${since}`,
  inFlight: "yes",
  inFlightSince: since,
  odd: since % 2 === 1,
}));
const others = [{ pk: "settled" }, { pk: "half", inFlight: "yes" }, { pk: "no", inFlight: "no", inFlightSince: 1 }];

interface Page {
  readonly Items: readonly { readonly pk: { readonly S: string } }[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: object;
}

const yes = { ":yes": "yes" };

function query(table: MemoryTable, condition: string, values: Plain, more: Plain = {}): Page {
  const request = { TableName: tableName, IndexName: "in-flight", KeyConditionExpression: condition, ...given(values) };
  return table.call("Query", { ...request, ...more }) as Page;
}

const keysOf = ({ Items }: Page) => Items.map(({ pk }) => pk.S);

describe("Query of an index", () => {
  const table = aTable(...flights, ...others);

  it.each<[string, Plain, readonly string[]]>([
    ["inFlight = :yes", {}, ["f1", "f2", "f3", "f4", "f5"]],
    ["inFlight = :yes AND inFlightSince < :v", { ":v": 3 }, ["f1", "f2"]],
    ["inFlight = :yes AND inFlightSince <= :v", { ":v": 3 }, ["f1", "f2", "f3"]],
    ["(inFlightSince > :v) AND (inFlight = :yes)", { ":v": 3 }, ["f4", "f5"]],
    [":v <= inFlightSince and :yes = inFlight", { ":v": 3 }, ["f3", "f4", "f5"]],
    [":yes = inFlight AND :v > inFlightSince", { ":v": 3 }, ["f1", "f2"]],
    [":v < inFlightSince AND inFlight = :yes", { ":v": 3 }, ["f4", "f5"]],
    [":v >= inFlightSince AND inFlight = :yes", { ":v": 3 }, ["f1", "f2", "f3"]],
    ["inFlight = :yes AND inFlightSince = :v", { ":v": 3 }, ["f3"]],
    ["inFlight = :yes AND inFlightSince BETWEEN :v AND :w", { ":v": 2, ":w": 4 }, ["f2", "f3", "f4"]],
  ])("answers %s in the order of the sort key", (condition, values, expected) => {
    expect(keysOf(query(table, condition, { ...yes, ...values }))).toEqual(expected);
  });

  it("goes backwards when it is told to", () => {
    const found = query(table, "inFlight = :yes", yes, { ScanIndexForward: false });
    expect(keysOf(found)).toEqual(["f5", "f4", "f3", "f2", "f1"]);
  });

  it.each([true, false])("goes on where the last page ended (forwards: %s)", (ScanIndexForward) => {
    const pages: string[][] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = query(table, "inFlight = :yes", yes, { ScanIndexForward, Limit: 2, ExclusiveStartKey });
      pages.push(keysOf(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const forwards = [["f1", "f2"], ["f3", "f4"], ["f5"]];
    expect(pages).toEqual(ScanIndexForward ? forwards : [["f5", "f4"], ["f3", "f2"], ["f1"]]);
  });

  it("tells the key of the last item when the limit is reached, also when no more are left", () => {
    const { LastEvaluatedKey } = query(table, "inFlight = :yes", yes, { Limit: 5 });
    expect(LastEvaluatedKey).toEqual(written({ pk: "f5", inFlight: "yes", inFlightSince: 5 }));
    expect(query(table, "inFlight = :yes", yes, { Limit: 6 }).LastEvaluatedKey).toBeUndefined();
  });

  it("counts the limit before it filters", () => {
    const found = query(table, "inFlight = :yes", { ...yes, ":v": true }, { FilterExpression: "odd = :v", Limit: 4 });
    expect(keysOf(found)).toEqual(["f1", "f3"]);
    expect(found).toMatchObject({ Count: 2, ScannedCount: 4 });
  });

  it("answers the attributes that it is asked for", () => {
    const found = query(
      table,
      "inFlight = :yes AND inFlightSince = :v",
      { ...yes, ":v": 3 },
      { ProjectionExpression: "odd" },
    );
    expect(found).toEqual({ Items: [written({ odd: true })], Count: 1, ScannedCount: 1 });
  });

  it("ends a page after 1 MB", () => {
    const large = [1, 2, 3, 4].map((since) => ({
      pk: `l${since}`,
      inFlight: "yes",
      inFlightSince: since,
      t: "x".repeat(380_000),
    }));
    const first = query(aTable(...large), "inFlight = :yes", yes);
    expect([keysOf(first), first.LastEvaluatedKey]).toEqual([
      ["l1", "l2", "l3"],
      written({ pk: "l3", inFlight: "yes", inFlightSince: 3 }),
    ]);
  });

  it("orders items with the same keys by hash, not by when they came", () => {
    const twins = ["a", "b", "c", "d"].map((pk) => ({ pk, inFlight: "yes", inFlightSince: 1 }));
    const found = keysOf(query(aTable(...twins), "inFlight = :yes", yes));
    expect(found).toEqual(keysOf(query(aTable(...twins.toReversed()), "inFlight = :yes", yes)));
    expect(found).not.toEqual(found.toSorted());
  });

  it("follows every change", () => {
    const moving = aTable({ pk: "a", inFlight: "yes", inFlightSince: 1 });
    const found = () =>
      ["yes", "no"].map((partition) => keysOf(query(moving, "inFlight = :yes", { ":yes": partition })));
    expect(found()).toEqual([["a"], []]);
    update(moving, "SET inFlight = :v", { ":v": "no" });
    expect(found()).toEqual([[], ["a"]]);
    update(moving, "REMOVE inFlightSince");
    expect(found()).toEqual([[], []]);
    put(moving, { pk: "a", inFlight: "yes", inFlightSince: 2 });
    expect(found()).toEqual([["a"], []]);
    moving.call("DeleteItem", { TableName: tableName, Key: written({ pk: "a" }) });
    expect(found()).toEqual([[], []]);
  });

  it.each<[string, string, Plain, Plain?]>([
    ["has no key condition", "", {}],
    ["names no partition", "inFlightSince = :v", { ":v": 1 }],
    ["asks for more than one partition", "inFlight > :yes", yes],
    [
      "asks one key twice",
      "inFlightSince > :v AND inFlightSince < :w AND inFlight = :yes",
      { ...yes, ":v": 1, ":w": 2 },
    ],
    ["asks for what is no key", "inFlight = :yes AND odd = :v", { ...yes, ":v": true }],
    ["asks for three things", "inFlight = :yes AND inFlightSince = :v AND odd = :v", { ...yes, ":v": 1 }],
    ["asks with OR", "inFlight = :yes OR inFlightSince = :v", { ...yes, ":v": 1 }],
    ["asks with NOT", "inFlight = :yes AND NOT inFlightSince = :v", { ...yes, ":v": 1 }],
    ["asks with <>", "inFlight = :yes AND inFlightSince <> :v", { ...yes, ":v": 1 }],
    ["asks with IN", "inFlight = :yes AND inFlightSince IN (:v)", { ...yes, ":v": 1 }],
    ["asks with a function", "inFlight = :yes AND attribute_exists(inFlightSince)", yes],
    ["asks about sizes", "inFlight = :yes AND size(inFlightSince) = :v", { ...yes, ":v": 1 }],
    ["compares two attributes", "inFlight = :yes AND inFlightSince > pk", yes],
    ["compares two values", ":yes = :v", { ...yes, ":v": 1 }],
    ["asks for a nested attribute", "inFlight = :yes AND inFlightSince.x = :v", { ...yes, ":v": 1 }],
    ["compares with another type", "inFlight = :v", { ":v": 1 }],
    ["compares the sort key with another type", "inFlight = :yes AND inFlightSince = :v", { ...yes, ":v": "1" }],
    ["wants the beginning of a number", "inFlight = :yes AND begins_with(inFlightSince, :v)", { ...yes, ":v": "1" }],
    ["wants nothing", "inFlight = :yes", yes, { Limit: 0 }],
    ["names no index of the table", "inFlight = :yes", yes, { IndexName: "landed" }],
    ["wants consistency of an index", "inFlight = :yes", yes, { ConsistentRead: true }],
    ["filters by a key", "inFlight = :yes", { ...yes, ":v": 1 }, { FilterExpression: "inFlightSince = :v" }],
    ["filters inside of a key", "inFlight = :yes", { ...yes, ":v": 1 }, { FilterExpression: "pk.x = :v" }],
    ["projects the inside of a key", "inFlight = :yes", yes, { ProjectionExpression: "inFlightSince[0]" }],
    ["starts at the key of the table", "inFlight = :yes", yes, { ExclusiveStartKey: written({ pk: "f1" }) }],
    [
      "starts in another partition",
      "inFlight = :yes",
      yes,
      { ExclusiveStartKey: written({ pk: "f1", inFlight: "no", inFlightSince: 1 }) },
    ],
    [
      "starts at a key of another type",
      "inFlight = :yes",
      yes,
      { ExclusiveStartKey: written({ pk: "f1", inFlight: "yes", inFlightSince: "1" }) },
    ],
    ["uses what is not supported", "inFlight = :yes", yes, { Select: "COUNT" }],
  ])("is refused when it %s", (_what, condition, values, more) => {
    expect(refusal(() => query(table, condition, values, more)).name).toBe("ValidationException");
  });
});

describe("Query of the table", () => {
  const table = aTable(...flights);
  const own = (pk: string, more: Plain = {}) => {
    const { IndexName: _, ...request } = {
      TableName: tableName,
      KeyConditionExpression: "pk = :v",
      ...given({ ":v": pk }),
      IndexName: "",
    };
    return table.call("Query", { ...request, ...more }) as Page;
  };

  it("answers the one item of the key, or none", () => {
    expect([keysOf(own("f3")), keysOf(own("f3", { ConsistentRead: true })), keysOf(own("f9"))]).toEqual([
      ["f3"],
      ["f3"],
      [],
    ]);
  });

  it("has nothing to go on with after its one item", () => {
    const { LastEvaluatedKey } = own("f3", { Limit: 1 });
    expect(LastEvaluatedKey).toEqual(written({ pk: "f3" }));
    expect(keysOf(own("f3", { ExclusiveStartKey: LastEvaluatedKey }))).toEqual([]);
  });

  it("cannot ask for more than the key", () => {
    const more = { KeyConditionExpression: "pk = :v AND inFlightSince = :w", ...given({ ":v": "f3", ":w": 1 }) };
    expect(refusal(() => own("f3", more)).name).toBe("ValidationException");
  });
});

describe("Scan", () => {
  const table = aTable(...flights, ...others);
  const scan = (more: Plain = {}) => table.call("Scan", { TableName: tableName, ...more }) as Page;

  it("reads every item once, page after page", () => {
    const all: string[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = scan({ Limit: 3, ExclusiveStartKey });
      all.push(...keysOf(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(all).toEqual(keysOf(scan()));
    expect(all.toSorted()).toEqual(["f1", "f2", "f3", "f4", "f5", "half", "no", "settled"]);
  });

  it("goes on where a page ended although that item is gone", () => {
    const before = aTable(...flights);
    const pages = [before.call("Scan", { TableName: tableName, Limit: 2 }) as Page];
    for (const pk of keysOf(pages[0] ?? scan()))
      before.call("DeleteItem", { TableName: tableName, Key: written({ pk }) });
    pages.push(before.call("Scan", { TableName: tableName, ExclusiveStartKey: pages[0]?.LastEvaluatedKey }) as Page);
    expect(pages.flatMap(keysOf).toSorted()).toEqual(["f1", "f2", "f3", "f4", "f5"]);
  });

  it("filters and projects", () => {
    const found = scan({ FilterExpression: "odd = :v", ProjectionExpression: "pk", ...given({ ":v": false }) });
    expect(keysOf(found).toSorted()).toEqual(["f2", "f4"]);
    expect(found).toMatchObject({ Count: 2, ScannedCount: 8 });
  });

  it("reads no index and no segment", () => {
    for (const more of [{ IndexName: "in-flight" }, { Segment: 0, TotalSegments: 2 }]) {
      expect(refusal(() => scan(more)).name).toBe("ValidationException");
    }
  });
});
