import { describe, expect, it } from "vitest";
import type { FindingRecord, SettledVersion } from "#domain/finding-record.ts";
import { isAtWork, type Overdue, recoveryOf } from "#domain/forgotten.ts";
import { findingKeyText } from "#domain/key.ts";
import type { Execution } from "#domain/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const finding = aSlimFinding();
const { productArn, id, version } = finding;
const principals = finding.principals.map(({ identity }) => identity);
const overdue: Overdue = { productArn, id, version, principals, executionArn: "e1", since: 0 };
const parkedBy = (executionArn: string) => ({
  productArn,
  id,
  version,
  outcome: "parked",
  principals: [],
  executionArn,
});

const failed: Execution = { status: "FAILED", input: "", error: "States.Timeout" };
const output = (left: number) =>
  JSON.stringify({ groups: 1, enriched: 0, notInvestigable: 0, parked: 1, unchanged: 0, left });
const succeeded = (left: number): Execution => ({ status: "SUCCEEDED", input: "", output: output(left) });
const settled = (over: Partial<SettledVersion> = {}): SettledVersion => ({
  version,
  outcome: "enriched",
  principals,
  executionArn: "e2",
  ...over,
});

/** Lists by name, the empty ones left out. */
function recovered(
  execution: Execution | undefined,
  record: Partial<FindingRecord> = {},
  asked: readonly (typeof finding)[] = [finding],
) {
  const records = new Map([[findingKeyText(finding), { productArn, id, inFlight: overdue, ...record }]]);
  const lists = recoveryOf([overdue], asked, execution, records, "e1", 0);
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

describe("isAtWork()", () => {
  it.each([
    ["RUNNING", true],
    ["PENDING_REDRIVE", true],
    ["SUCCEEDED", false],
    ["FAILED", false],
    ["TIMED_OUT", false],
    ["ABORTED", false],
  ] as const)("answers for an execution that is %s: %s", (status, expected) => {
    expect(isAtWork({ status, input: "" })).toBe(expected);
  });

  it("answers false for one that is gone", () => {
    expect(isAtWork(undefined)).toBe(false);
  });
});

describe("recoveryOf()", () => {
  it("puts back what a failed execution owes, with the reason", () => {
    const message = "Execution FAILED: States.Timeout";
    expect(recovered(failed)).toMatchObject({
      owed: [finding],
      messages: [{ attempt: 1, executionArn: "e1", reason: { code: "workflow-failed", message }, finding: { id } }],
    });
  });

  it("puts back what an execution that succeeded says it left", () => {
    expect(recovered(succeeded(1))).toMatchObject({ owed: [finding] });
  });

  it("puts back what an execution owes whose output cannot be read", () => {
    expect(recovered({ status: "SUCCEEDED", input: "", output: "{" })).toMatchObject({ owed: [finding] });
  });

  it("records as parked what an execution has parked itself", () => {
    expect(recovered(succeeded(0))).toEqual({ parked: [parkedBy("e1")] });
  });

  it.each([
    { what: "failed", execution: failed },
    { what: "parked what it left", execution: succeeded(0) },
    { what: "is gone", execution: undefined },
  ])("only ends the flight of what is settled otherwise, when the execution $what", ({ execution }) => {
    expect(recovered(execution, { settled: settled() })).toEqual({ outdated: [overdue] });
  });

  it.each([
    { what: "is parked", execution: succeeded(0), list: "parked", asked: [finding] },
    { what: "is lost", execution: undefined, list: "lost", asked: [] },
  ])("does not take the end of an older version for that of this one, which $what", ({ execution, list, asked }) => {
    const older = { settled: settled({ version: "2026-01-01T00:00:00.000Z" }) };
    expect(recovered(execution, older, asked)).toEqual({ [list]: [parkedBy("e1")] });
  });

  it("gives up what cannot be rebuilt", () => {
    expect(recovered(undefined, {}, [])).toEqual({ lost: [parkedBy("e1")] });
  });

  it("leaves what another execution has taken on since the list was made", () => {
    expect(recovered(failed, { inFlight: { ...overdue, executionArn: "e2" } })).toEqual({});
  });
});
