import { describe, expect, it } from "vitest";
import { Calls } from "#bench/metering/calls.ts";
import { investigationsNamed } from "#bench/metering/investigations-named.ts";
import { percentile } from "#bench/metering/percentile.ts";
import { rulesToQueues } from "#bench/metering/queue-rules.ts";
import { indexKeysOf } from "#bench/metering/table-indexes.ts";
import { TableKeys } from "#bench/metering/table-keys.ts";
import { Traces } from "#bench/metering/traces.ts";

describe("percentile()", () => {
  it.each([
    { share: 0.5, values: [3, 1, 2], expected: 2 },
    { share: 0.5, values: [4, 1, 2, 3], expected: 2 },
    { share: 0.95, values: Array.from({ length: 100 }, (_, index) => 100 - index), expected: 95 },
    { share: 0.95, values: [7], expected: 7 },
    { share: 0.5, values: [], expected: 0 },
  ])("is $expected for a share of $share of $values", ({ share, values, expected }) => {
    expect(percentile(values, share)).toBe(expected);
  });
});

describe("Calls", () => {
  it("counts every try by the service's common name, and those turned away", () => {
    const calls = new Calls();
    calls.count({ service: "SFN", operation: "StartExecution" });
    calls.count({ service: "Detective", operation: "GetInvestigation", error: "TooManyRequestsException" });
    calls.count({ service: "Detective", operation: "GetInvestigation", error: "InternalServerException" });
    expect(calls).toEqual({
      byOperation: { "States.StartExecution": 1, "Detective.GetInvestigation": 2 },
      total: 3,
      throttled: 1,
    });
  });
});

describe("Traces", () => {
  it("records the first execution of each second, and one in twenty of the others", () => {
    const traces = new Traces();
    for (const atMs of [0, 500, 999, 1_000, 5_000]) traces.begun(atMs);
    expect(traces.recorded).toBeCloseTo(3 + 2 * 0.05);
  });
});

describe("TableKeys", () => {
  it("asks for the key again after five minutes without a call, for each function", () => {
    const keys = new TableKeys();
    keys.used("ingest", 0);
    keys.used("ingest", 300_000);
    keys.used("enrich", 300_000);
    keys.used("ingest", 600_001);
    expect(keys.requests).toBe(3);
  });
});

describe("investigationsNamed()", () => {
  const id = "123456789012345678901";

  it("finds ids in the note and in fields, each once", () => {
    const finding = {
      Note: { Text: `…#investigationReport/${id}` },
      UserDefinedFields: { one: `app=${id}`, two: "987654321098765432109" },
    };
    expect(investigationsNamed(finding)).toEqual([id, "987654321098765432109"]);
  });

  it.each([{}, { Note: {} }, { Note: { Text: `${id}0` } }])("finds none in %j", (finding) => {
    expect(investigationsNamed(finding)).toEqual([]);
  });
});

describe("rulesToQueues()", () => {
  it("counts the queues among the targets of each rule", () => {
    const targets = (Rule: string, ...arns: readonly string[]) => ({
      service: "EventBridge",
      operation: "PutTargets",
      input: { Rule, Targets: arns.map((Arn, index) => ({ Arn, Id: `${index}` })) },
    });
    const queue = "arn:aws:sqs:eu-west-1:111122223333:intake";
    const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:sweep";
    expect(rulesToQueues([targets("a", queue, lambda), targets("b", lambda), targets("a", queue)])).toEqual(
      new Map([
        ["a", 2],
        ["b", 0],
      ]),
    );
  });
});

describe("indexKeysOf()", () => {
  it("reads the keys of a table's indexes", () => {
    const KeySchema = [{ AttributeName: "inFlight" }, { AttributeName: "since" }];
    expect(indexKeysOf({ GlobalSecondaryIndexes: [{ KeySchema }] })).toEqual([["inFlight", "since"]]);
    expect(indexKeysOf({})).toEqual([]);
  });
});
