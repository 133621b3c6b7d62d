import { describe, expect, it } from "vitest";
import type { ExecutionDetail } from "#domain/execution-archive.ts";
import type { FindingRecord } from "#domain/finding-record.ts";
import { findingKeyText } from "#domain/key.ts";
import { redriveCandidate, redriveToken } from "#domain/redrive-plan.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:one";
const finding = aSlimFinding({ requested: false });
const principals = finding.principals.map(({ identity }) => identity);
const { productArn, id, version } = finding;

const detail = (over: Partial<ExecutionDetail> = {}): ExecutionDetail => ({
  executionArn,
  name: "one",
  status: "ABORTED",
  startedAt: 0,
  endedAt: 60_000,
  redriveCount: 0,
  input: JSON.stringify({ v: 1, groups: [{ principals: [], findings: [finding] }] }),
  ...over,
});
const candidate = (record: Partial<FindingRecord> | undefined, over?: Partial<ExecutionDetail>) =>
  redriveCandidate(detail(over), new Map(record ? [[findingKeyText(finding), { productArn, id, ...record }]] : []));
const settled = (by: string, outcome: "enriched" | "parked" = "enriched") => ({
  settled: { version, outcome, principals, executionArn: by },
});
const inFlight = (by: string) => ({ inFlight: { version, principals, executionArn: by, since: 0 } });

describe("redriveCandidate()", () => {
  it.each([
    ["nobody remembers it", undefined, 1, undefined],
    ["it is on its way in the execution itself", inFlight(executionArn), 1, undefined],
    ["the execution has settled it", settled(executionArn), 0, "its findings are settled since"],
    ["another execution has enriched it", settled("other"), 0, "its findings are settled since"],
    ["another execution has parked it", settled("other", "parked"), 0, "its findings are settled since"],
    ["another execution has it now", inFlight("other"), 0, "another execution has its findings"],
  ])("owes the finding or not when %s", (_, record, owed, because) => {
    const told = candidate(record);
    expect([told.owed, told.because]).toEqual([owed, because]);
    expect(told.left).toBe(because === undefined ? undefined : "nothing-owed");
  });

  it("leaves alone what Step Functions does not redrive, in its own words", () => {
    const notRedrivable = "Execution redrivable period exceeded";
    expect(candidate(undefined, { notRedrivable })).toMatchObject({ left: "not-redrivable", because: notRedrivable });
  });

  it("leaves alone what is not ours", () => {
    expect(candidate(undefined, { input: "{}" })).toMatchObject({ findings: 0, left: "nothing-owed" });
  });
});

describe("redriveToken()", () => {
  it("is the same for every try of one redrive, new for the next one, and 64 characters long", () => {
    const token = redriveToken({ executionArn, redriveCount: 0 });
    expect(redriveToken({ executionArn, redriveCount: 0 })).toBe(token);
    expect(redriveToken({ executionArn, redriveCount: 1 })).not.toBe(token);
    expect(token).toHaveLength(64);
  });
});
