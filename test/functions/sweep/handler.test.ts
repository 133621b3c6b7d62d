import { beforeEach, describe, expect, it } from "vitest";
import { minuteMs } from "#domain/instant.ts";
import type { Execution } from "#domain/ports.ts";
import { createHandler } from "#functions/sweep/handler.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import {
  executionArnOf,
  FakeClock,
  FakeExecutions,
  FakeFindingRecords,
  FakeLog,
  FakeQueue,
} from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const executionArn = executionArnOf("e1");
const finding = aSlimFinding();
const { productArn, id, version } = finding;
const input = JSON.stringify({ v: 1, groups: [{ principals: [], findings: [finding] }] });

function world(status?: Execution["status"]) {
  const ports = {
    records: new FakeFindingRecords(),
    executions: new FakeExecutions(),
    intake: new FakeQueue(),
    clock: new FakeClock(),
    log: new FakeLog(),
  };
  if (status) ports.executions.executions.set(executionArn, { status, input });
  const handler = createHandler(ports);
  const sweep = () => handler({}, anInvocation());
  const begin = (at = ports.clock.at - 31 * minuteMs) => ports.records.begin([finding], { executionArn, since: at });
  return { ...ports, sweep, begin };
}

const nothing = { putBack: 0, outdated: 0, atWork: 0, lost: 0 };

describe("sweep", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it.each(["FAILED", "TIMED_OUT", "ABORTED", "SUCCEEDED"] as const)(
    "puts back a finding whose execution is %s",
    async (status) => {
      w = world(status);
      await w.begin();
      expect(await w.sweep()).toEqual({ ...nothing, putBack: 1 });
      expect(w.intake.sent).toMatchObject([
        { attempt: 1, executionArn, reason: { code: "workflow-failed" }, finding: { id, attempt: 1, requested: true } },
      ]);
      expect(w.log.outcomes).toEqual(["put-back: workflow-failed"]);
    },
  );

  describe("of a finding that joined its execution on its way", () => {
    const late = aSlimFinding({ id: "late" });
    const join = () => w.records.begin([late], { executionArn, since: w.clock.at - 31 * minuteMs }, "joined");

    it.each([
      { status: "FAILED", output: undefined },
      { status: "SUCCEEDED", output: { groups: 1, enriched: 1, notInvestigable: 0, parked: 0, unchanged: 0, left: 0 } },
    ] as const)("puts it back when that is $status: the input does not hold it", async ({ status, output }) => {
      w = world(status);
      const text = output && { output: JSON.stringify(output) };
      w.executions.executions.set(executionArn, { status, input, ...text });
      await w.records.settle([{ productArn, id, version, outcome: "enriched", principals: [], executionArn }]);
      await join();
      expect(await w.sweep()).toEqual({ ...nothing, putBack: 1 });
      expect(w.intake.sent).toMatchObject([{ finding: { id: "late", attempt: 1, requested: true } }]);
      expect(await w.sweep()).toEqual(nothing);
    });

    it("leaves it alone, and keeps it, while that works", async () => {
      w = world("RUNNING");
      await join();
      expect(await w.sweep()).toEqual({ ...nothing, atWork: 1 });
      w.clock.at += 31 * minuteMs;
      w.executions.end(executionArn, "ABORTED");
      await w.records.settle([{ productArn, id, version, outcome: "enriched", principals: [], executionArn }]);
      expect(await w.sweep()).toMatchObject({ putBack: 1 });
    });
  });

  it("does not put it back again within half an hour", async () => {
    w = world("FAILED");
    await w.begin();
    await w.sweep();
    w.clock.at += 29 * minuteMs;
    expect(await w.sweep()).toEqual(nothing);
    expect(w.intake.sent).toHaveLength(1);
  });

  it.each(["RUNNING", "PENDING_REDRIVE"] as const)("leaves a finding whose execution is %s", async (status) => {
    w = world(status);
    await w.begin();
    expect(await w.sweep()).toEqual({ ...nothing, atWork: 1 });
    expect(w.intake.sent).toEqual([]);
  });

  it("is patient with young ones", async () => {
    w = world("FAILED");
    await w.begin(w.clock.at - 29 * minuteMs);
    expect(await w.sweep()).toEqual(nothing);
  });

  it("puts back only what is owed of the execution's findings", async () => {
    const done = aSlimFinding({ id: "done" });
    const both = JSON.stringify({ v: 1, groups: [{ principals: [], findings: [finding, done] }] });
    w.executions.executions.set(executionArn, { status: "FAILED", input: both });
    await w.begin();
    await w.records.settle([{ productArn, id: "done", version, outcome: "parked", principals: [], executionArn }]);
    expect(await w.sweep()).toEqual({ ...nothing, putBack: 1 });
    expect(w.intake.sent).toMatchObject([{ finding: { id } }]);
  });

  it("corrects a record that is merely out of date", async () => {
    w = world("FAILED");
    const principals = finding.principals.map(({ identity }) => identity);
    await w.records.settle([{ productArn, id, version, outcome: "enriched", principals, executionArn: "other" }]);
    await w.begin();
    expect(await w.sweep()).toEqual({ ...nothing, outdated: 1 });
    expect(await w.sweep()).toEqual(nothing);
    expect([...w.records.records.values()]).toMatchObject([{ settled: { outcome: "enriched", principals } }]);
    expect(w.intake.sent).toEqual([]);
  });

  it("takes a newer version for lost when its execution is gone, whatever an older one came to", async () => {
    const older = { productArn, id, version: "2026-03-01T00:00:00.000Z", principals: [], executionArn: "other" };
    await w.records.settle([{ ...older, outcome: "enriched" }]);
    await w.begin();
    expect(await w.sweep()).toEqual({ ...nothing, lost: 1 });
    expect(w.log.warnings).toMatchObject([{ outcome: "lost", findingId: id }]);
  });

  it("does not call parked what another execution has enriched since", async () => {
    const output = JSON.stringify({ groups: 1, enriched: 1, notInvestigable: 0, parked: 0, unchanged: 0, left: 0 });
    w.executions.executions.set(executionArn, { status: "SUCCEEDED", input, output });
    const principals = finding.principals.map(({ identity }) => identity);
    await w.records.settle([{ productArn, id, version, outcome: "enriched", principals, executionArn: "other" }]);
    await w.begin();
    expect(await w.sweep()).toEqual({ ...nothing, outdated: 1 });
    expect([...w.records.records.values()]).toMatchObject([{ settled: { outcome: "enriched", principals } }]);
    expect([...w.records.records.values()]).toMatchObject([{ settled: { executionArn: "other" } }]);
    expect([...w.records.records.values()][0]).not.toHaveProperty("inFlight");
  });

  it("marks those at work anew, so that they do not hide forgotten ones behind them", async () => {
    w = world("RUNNING");
    await w.begin();
    await w.sweep();
    expect(await w.records.overdue(w.clock.at - 30 * minuteMs, 10)).toEqual([]);
    w.clock.at += 31 * minuteMs;
    w.executions.end(executionArn, "FAILED");
    expect(await w.sweep()).toEqual({ ...nothing, putBack: 1 });
  });

  it("sees to the others before it fails for an execution it cannot look at", async () => {
    w = world("FAILED");
    const describeIt = w.executions.describe.bind(w.executions);
    w.executions.describe = async (arn) =>
      arn.startsWith("poison") ? Promise.reject(new RangeError("no such ARN")) : describeIt(arn);
    for (const n of Array(10).keys()) {
      await w.records.begin([aSlimFinding({ id: `poisoned ${n}` })], { executionArn: `poison ${n}`, since: 0 });
    }
    await w.begin();
    await expect(w.sweep()).rejects.toThrow("no such ARN");
    expect(w.intake.sent).toMatchObject([{ finding: { id } }]);
  });

  it("warns of a finding whose execution is gone, once", async () => {
    await w.begin();
    expect(await w.sweep()).toEqual({ ...nothing, lost: 1 });
    expect(w.log.warnings).toMatchObject([{ outcome: "lost", findingId: id, executionArn }]);
    expect(await w.sweep()).toEqual(nothing);
    expect([...w.records.records.values()]).toMatchObject([{ settled: { outcome: "parked" } }]);
  });
});
