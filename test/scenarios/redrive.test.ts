import { describe, expect, it } from "vitest";
import { aFinding, call, deadLetters, fieldsOf, localAws, queueArn, roleArn, stored } from "./local-aws.ts";

const minuteMs = 60_000;
type Aws = Awaited<ReturnType<typeof localAws>>;

/** Two findings of one execution: one is enriched, the other's investigation is under way when somebody aborts. */
async function aborted() {
  const cloud = await localAws({
    principals: { [roleArn("quick")]: { durationSeconds: 60 }, [roleArn("slow")]: { durationSeconds: 1_800 } },
  });
  const release = cloud.clock.hold();
  cloud.services.SecurityHub.importFinding(aFinding("done", ["quick"]));
  cloud.services.SecurityHub.importFinding(aFinding("cut", ["slow"]));
  release();
  await cloud.clock.sleep(10 * minuteMs);
  const [execution] = cloud.services.SFN.executions();
  const executionArn = String(execution?.executionArn);
  await call(cloud, "SFN", "StopExecution", { executionArn });
  await cloud.clock.sleep(1_000);
  return { cloud, executionArn };
}

const redrive = (cloud: Aws, executionArn: string) => call(cloud, "SFN", "RedriveExecution", { executionArn });
const replayAll = (cloud: Aws) =>
  call(cloud, "SQS", "StartMessageMoveTask", {
    SourceArn: queueArn(cloud, "DeadLetter"),
    DestinationArn: queueArn(cloud, "Intake"),
  });
const countsOf = (cloud: Aws) => {
  const calls = cloud.calls();
  return {
    starts: calls["Detective.StartInvestigation"],
    writes: calls["SecurityHub.BatchUpdateFindings"],
    executions: cloud.services.SFN.executions().length,
  };
};
const told = (cloud: Aws) => cloud.seen.filter((seen) => seen.kind === "event-put").length;

describe("an aborted execution that is redriven", () => {
  it("finishes what it had not done, and its event is dropped when it is replayed afterwards", async () => {
    const { cloud, executionArn } = await aborted();
    expect(fieldsOf(cloud, "done")["investigate"]).toBe("complete");
    expect(fieldsOf(cloud, "cut")["investigate"]).not.toBe("complete");
    const before = stored(cloud, "done");
    await redrive(cloud, executionArn);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")).toMatchObject({ investigate: "complete", gumshoeExecution: executionArn });
    expect(stored(cloud, "done")).toEqual(before);
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 1 });

    expect(deadLetters(cloud)).toHaveLength(1);
    await replayAll(cloud);
    await cloud.settled();
    expect(deadLetters(cloud)).toEqual([]);
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 1 });
  });

  it("is left to finish when its event is replayed while it works", async () => {
    const { cloud, executionArn } = await aborted();
    await redrive(cloud, executionArn);
    await cloud.clock.sleep(minuteMs);
    await replayAll(cloud);
    await cloud.settled();
    expect(deadLetters(cloud)).toEqual([]);
    expect(fieldsOf(cloud, "cut")).toMatchObject({ investigate: "complete", gumshoeExecution: executionArn });
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 1 });
  });

  it("writes nothing when its findings were replayed and enriched before", async () => {
    const { cloud, executionArn } = await aborted();
    await replayAll(cloud);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")["investigate"]).toBe("complete");
    const [before, events] = [[stored(cloud, "done"), stored(cloud, "cut")], told(cloud)];
    await redrive(cloud, executionArn);
    await cloud.settled();
    expect([stored(cloud, "done"), stored(cloud, "cut")]).toEqual(before);
    expect(told(cloud)).toBe(events);
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 2 });
    const { status, output } = await call(cloud, "SFN", "DescribeExecution", { executionArn });
    expect(status).toBe("SUCCEEDED");
    expect(JSON.parse(String(output))).toMatchObject({ groups: 2, enriched: 2, parked: 0, left: 0 });
  });

  it("leaves the writing to the replay that is on its way already", async () => {
    const { cloud, executionArn } = await aborted();
    await replayAll(cloud);
    await cloud.clock.sleep(minuteMs);
    expect(cloud.services.SFN.executions()).toHaveLength(2);
    await redrive(cloud, executionArn);
    await cloud.settled();
    const other = cloud.services.SFN.executions()[1]?.executionArn;
    expect(fieldsOf(cloud, "cut")).toMatchObject({ investigate: "complete", gumshoeExecution: other });
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 2 });

    await cloud.clock.sleep(3 * 60 * minuteMs);
    await cloud.settled();
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 2 });
  });

  it("leaves a second event when it is aborted again, and both together bring the finding back once", async () => {
    const { cloud, executionArn } = await aborted();
    await redrive(cloud, executionArn);
    await cloud.clock.sleep(minuteMs);
    await call(cloud, "SFN", "StopExecution", { executionArn });
    await cloud.clock.sleep(1_000);
    expect(deadLetters(cloud).map(({ detail }) => (detail as { redriveCount: number }).redriveCount)).toEqual([0, 1]);
    await replayAll(cloud);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")["investigate"]).toBe("complete");
    expect(countsOf(cloud)).toEqual({ starts: 2, writes: 2, executions: 2 });
  });

  it("is not disturbed by the sweep", async () => {
    const cloud = await localAws({ principals: { [roleArn("slow")]: { durationSeconds: 3_000 } } });
    cloud.services.SecurityHub.importFinding(aFinding("cut", ["slow"]));
    await cloud.clock.sleep(25 * minuteMs);
    const executionArn = String(cloud.services.SFN.executions()[0]?.executionArn);
    await call(cloud, "SFN", "StopExecution", { executionArn });
    await redrive(cloud, executionArn);
    await cloud.clock.sleep(20 * minuteMs);
    expect(cloud.services.SFN.executions()).toMatchObject([{ status: "RUNNING" }]);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")).toMatchObject({ investigate: "complete", gumshoeExecution: executionArn });
    expect(cloud.services.SFN.executions()).toHaveLength(1);
  });
});

describe("a finding that is asked for a second time", () => {
  it("is worked on and told of anew, although another execution has enriched that version before", async () => {
    const cloud = await localAws({ principals: { [roleArn("reader")]: { durationSeconds: 60 } } });
    cloud.services.SecurityHub.importFinding(aFinding("twice", ["reader"]));
    await cloud.settled();
    expect(told(cloud)).toBe(1);
    cloud.putEvent({
      version: "0",
      id: "click",
      "detail-type": "Security Hub Findings - Custom Action",
      source: "aws.securityhub",
      account: "111122223333",
      time: "2026-11-20T14:00:00Z",
      region: "eu-west-1",
      resources: [cloud.outputs["CustomActionArn"]],
      detail: { actionName: "Investigate", actionDescription: "", findings: [stored(cloud, "twice")] },
    });
    await cloud.settled();
    expect(fieldsOf(cloud, "twice")["investigate"]).toBe("complete");
    expect(told(cloud)).toBe(2);
  });
});
