import { describe, expect, it } from "vitest";
import { limits } from "#simulation/invariants/limits.ts";
import { aWorld, executionArn, startAtMs } from "./a-world.ts";
import { aCall, aSettlement, ends, execution, record, runs } from "./happenings.ts";

const long = (length: number) => "x".repeat(length);
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index));

/** What is broken when the product makes this call. */
function broken(service: string, operation: string, input: unknown): readonly string[] {
  const world = aWorld(limits);
  world.tell(aCall("enrich", service, operation, { input }));
  return world.violations;
}

const update = (over: object) => ({ FindingIdentifiers: [{ Id: "f1" }], ...over });
const fields = (count: number) => ({ UserDefinedFields: Object.fromEntries(many(count, (n) => [`field${n}`, "x"])) });
const entries = (count: number, bytes = 1) => ({ Entries: many(count, () => ({ MessageBody: long(bytes) })) });
const start = (name: string, input = "{}") => ({ name, input });

describe("limits (I13)", () => {
  it.each([
    [
      "SecurityHub",
      "BatchUpdateFindings",
      update({ Note: { Text: long(512) } }),
      update({ Note: { Text: long(513) } }),
    ],
    ["SecurityHub", "BatchUpdateFindings", update({ Note: { Text: "x" } }), update({ Note: { Text: "" } })],
    ["SecurityHub", "BatchUpdateFindings", update(fields(50)), update(fields(51))],
    [
      "SecurityHub",
      "BatchUpdateFindings",
      update({ UserDefinedFields: { [long(128)]: long(1_024) } }),
      update({ UserDefinedFields: { [long(129)]: "x" } }),
    ],
    ["SecurityHub", "BatchUpdateFindings", update({}), update({ UserDefinedFields: { a: long(1_025) } })],
    ["SecurityHub", "BatchUpdateFindings", update({}), update({ UserDefinedFields: { a: "" } })],
    [
      "SecurityHub",
      "BatchUpdateFindings",
      { FindingIdentifiers: many(100, (n) => ({ Id: `${n}` })) },
      { FindingIdentifiers: many(101, (n) => ({ Id: `${n}` })) },
    ],
    ["SecurityHub", "GetFindings", { Filters: { Id: many(20, String) } }, { Filters: { Id: many(21, String) } }],
    [
      "DynamoDB",
      "BatchGetItem",
      { RequestItems: { Store: { Keys: many(100, String) } } },
      { RequestItems: { Store: { Keys: many(101, String) } } },
    ],
    ["SQS", "SendMessageBatch", entries(10), entries(11)],
    ["SQS", "SendMessageBatch", entries(2, 524_288), entries(2, 524_289)],
    ["SFN", "StartExecution", start(long(80)), start(long(81))],
    ["SFN", "StartExecution", start("a-b_c"), start("a:b")],
    ["SFN", "StartExecution", start("a", long(262_144)), start("a", long(262_145))],
  ])("takes the most that %s takes of %s, and nothing more", (service, operation, most, beyond) => {
    expect(broken(service, operation, most)).toEqual([]);
    expect(broken(service, operation, beyond)).toHaveLength(1);
  });

  it("is broken when a state, an answer or an output outgrows 256 KiB", () => {
    const world = aWorld(limits);
    const big = long(262_145);
    world.tell({ kind: "state", executionArn, state: "Wait", inputBytes: big.length });
    world.tell(ends("check", { answer: big }), execution("SUCCEEDED", { output: big }));
    expect(world.violations).toEqual([
      expect.stringContaining('the input of state "Wait"'),
      expect.stringContaining("check"),
      expect.stringContaining("the output of execution one"),
    ]);
  });

  it("is broken when an execution fails of its data's size", () => {
    const world = aWorld(limits);
    world.tell(runs(), execution("FAILED", { error: "States.DataLimitExceeded" }));
    expect(world.violations).toEqual([expect.stringContaining("outgrew a state")]);
  });

  it("leaves items to the table, which takes none beyond 400 KB", () => {
    const world = aWorld(limits);
    const identities = many(7_000, (n) => long(60) + n);
    expect(() => record(world, { settled: aSettlement({ principals: identities }) })).toThrow();
    record(world, { settled: aSettlement({ coveredUntil: startAtMs }) });
    expect(world.atRest()).toEqual([]);
  });
});
