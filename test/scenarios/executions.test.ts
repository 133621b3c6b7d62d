import { describe, expect, it } from "vitest";
import { clock } from "#adapters/clock.ts";
import { stackSetUp } from "#adapters/stack-set-up.ts";
import { watchSetUp } from "#adapters/watch-set-up.ts";
import { listExecutions } from "#cli/commands/list-executions.ts";
import { redriveExecutions } from "#cli/commands/redrive-executions.ts";
import { showExecution } from "#cli/commands/show-execution.ts";
import { statusReader } from "#cli/commands/status.ts";
import { queuesOf } from "#cli/dlq/dead-letter-queue.ts";
import { executionPorts } from "#cli/executions/execution-ports.ts";
import { renderExecutions } from "#cli/executions/render-list.ts";
import { renderRedrive, renderRedrivePlan } from "#cli/executions/render-redrive.ts";
import { renderExecution } from "#cli/executions/render-show.ts";
import { paintFor } from "#cli/paint.ts";
import { renderStatus } from "#cli/status/render-status.ts";
import { connect } from "#cli/target.ts";
import type { Cloud } from "#local/cloud.ts";
import { aFinding, call, fieldsOf, localAws, noon, region, roleArn } from "./local-aws.ts";

const minuteMs = 60_000;
const look = { paint: paintFor({}), columns: 120, now: noon };

/** The commands' ports on the local AWS, over the wire. */
async function ports(cloud: Cloud) {
  const target = await connect({ stack: "Gumshoe", endpointUrl: cloud.endpointUrl, region });
  return { ...executionPorts(target), target, progress: () => {}, searched: () => {}, clock: cloud.clock };
}

/** At half past twelve: one finding is enriched after looks that failed twice, one is parked, one is still investigated. Time stands still. */
async function aDay() {
  const cloud = await localAws({
    principals: {
      [roleArn("shaky")]: {
        durationSeconds: 200,
        errors: [{ operation: "GetInvestigation", name: "InternalServerException", times: 6 }],
      },
      [roleArn("slow")]: { durationSeconds: 3_000 },
      [roleArn("broken")]: { durationSeconds: 60, status: "FAILED" },
    },
  });
  const release = cloud.clock.hold();
  cloud.services.SecurityHub.importFinding(aFinding("quick-one", ["shaky"]));
  cloud.services.SecurityHub.importFinding(aFinding("slow-one", ["slow"]));
  cloud.services.SecurityHub.importFinding(aFinding("broken-one", ["broken"]));
  release();
  await cloud.clock.sleep(30 * minuteMs);
  return Object.assign(cloud, { goOn: cloud.clock.hold() });
}

describe("gumshoe executions list", () => {
  it("tells of an execution under way how many groups wait, of an ended one what it came to", async () => {
    const cloud = await aDay();
    const listing = await ports(cloud);
    const during = await listExecutions(listing, { since: noon, limit: 20 });
    expect(during.executions).toMatchObject([{ status: "RUNNING", groups: 3, groupsWaiting: 1 }]);
    expect(during.executions[0]?.findings.map(({ id }) => id).sort()).toEqual(["broken-one", "quick-one", "slow-one"]);
    cloud.goOn();
    await cloud.settled();
    const after = await listExecutions(listing, { since: noon, limit: 20 });
    expect(after.executions).toMatchObject([
      { status: "SUCCEEDED", outcome: { groups: 3, enriched: 2, parked: 1, notInvestigable: 0 } },
    ]);
    expect(renderExecutions(after, look)).toContain("2 enriched");
  });

  it("finds the execution of a finding by its record, and without one by the inputs", async () => {
    const cloud = await aDay();
    const listing = await ports(cloud);
    const byRecord = await listExecutions(listing, { since: noon, limit: 20, finding: "slow-one" });
    expect(byRecord.executions).toMatchObject([{ status: "RUNNING" }]);
    expect(byRecord.searched).toBeUndefined();
    const findings = { named: async () => [] };
    const byInputs = await listExecutions({ ...listing, findings }, { since: noon, limit: 20, finding: "slow-one" });
    expect(byInputs.executions.map(({ name }) => name)).toEqual(byRecord.executions.map(({ name }) => name));
    expect(byInputs.searched).toBe(1);
    const none = await listExecutions(listing, { since: noon, limit: 20, finding: "never-heard-of" });
    expect(none).toMatchObject({ executions: [], searched: 1 });
  });
});

describe("gumshoe executions show", () => {
  it("draws the states of each group", async () => {
    const cloud = await aDay();
    cloud.goOn();
    await cloud.settled();
    const report = await showExecution(await ports(cloud), { finding: "quick-one", since: noon });
    const group = report.story.groups.find(({ findings }) => findings[0]?.id === "quick-one");
    expect(group).toMatchObject({
      progress: "done",
      outcome: { enriched: 1, parked: 0, left: 0 },
      principals: [{ arn: roleArn("shaky"), kind: "investigated", how: "started" }],
    });
    const check = group?.steps.find(({ state }) => state === "Check investigations");
    expect(check).toMatchObject({
      depth: 0,
      retries: 2,
      caught: 0,
      failures: [{ error: "ServiceUnavailable", count: 2 }],
    });
    expect(check?.stays).toBeGreaterThan(1);
    expect(group?.steps.map(({ state, depth }) => [state, depth])).toEqual([
      ["Start or join each principal", 0],
      ["Wait for Detective", 0],
      ["Check investigations", 0],
      ["Finished?", 0],
      ["Enrich findings", 0],
    ]);
    expect(report.story.steps).toMatchObject([{ state: "Investigate each group of findings", stays: 1 }]);
    const broken = report.story.groups.find(({ findings }) => findings[0]?.id === "broken-one");
    expect(broken).toMatchObject({
      outcome: { parked: 1 },
      principals: [{ kind: "failed", reason: "InvestigationFailed" }],
    });
    const text = renderExecution(report, look);
    expect(text).toContain("role shaky");
    for (const line of text.split("\n").filter((one) => !one.includes("https://"))) {
      expect(line.length, line).toBeLessThanOrEqual(120);
    }
  });
});

describe("gumshoe executions redrive", () => {
  it("plans, redrives what is owed, leaves the rest, and does nothing a second time", async () => {
    const cloud = await aDay();
    const executionArn = String(cloud.services.SFN.executions()[0]?.executionArn);
    await call(cloud, "SFN", "StopExecution", { executionArn, error: "Enough" });
    cloud.goOn();
    await cloud.clock.sleep(1_000);
    const given = await ports(cloud);
    const plans: string[] = [];
    const redrive = (decision: "go" | "dry-run" | "declined") =>
      redriveExecutions(
        {
          ...given,
          confirm: async (plan) => {
            plans.push(renderRedrivePlan(plan, look));
            return decision;
          },
        },
        { executions: [], since: noon },
      );
    expect(await redrive("dry-run")).toMatchObject({
      redriven: 0,
      executions: [{ result: "planned", owed: 1, findings: 3 }],
    });
    expect(await redrive("declined")).toMatchObject({ redriven: 0, notRedriven: 1 });
    expect(plans[0]).toContain("1 of 3 owed");
    expect(cloud.calls()["SFN.RedriveExecution"]).toBeUndefined();
    const report = await redrive("go");
    expect(report).toMatchObject({ redriven: 1, left: 0, notRedriven: 0 });
    expect(renderRedrive(report, look)).toContain("redriven 1");
    await cloud.settled();
    expect(fieldsOf(cloud, "slow-one")).toMatchObject({ investigate: "complete", gumshoeExecution: executionArn });
    expect(await redrive("go")).toMatchObject({ executions: [], redriven: 0 });

    const shown = await showExecution(given, { execution: executionArn.split(":").at(-1) ?? "", since: noon });
    expect(shown.execution).toMatchObject({ status: "SUCCEEDED", redriveCount: 1 });
    expect(shown.story.redrivenAt).toHaveLength(1);
    expect(shown.story.groups.map(({ progress }) => progress)).toEqual(["done", "done", "done"]);
  });

  it("leaves an execution alone whose findings were replayed meanwhile, and one that it does not know", async () => {
    const cloud = await aDay();
    const executionArn = String(cloud.services.SFN.executions()[0]?.executionArn);
    await call(cloud, "SFN", "StopExecution", { executionArn });
    cloud.goOn();
    await cloud.clock.sleep(1_000);
    const { deadLetters } = cloudQueues(cloud);
    await call(cloud, "SQS", "StartMessageMoveTask", {
      SourceArn: deadLetters,
      DestinationArn: cloudQueues(cloud).intake,
    });
    await cloud.settled();
    const given = { ...(await ports(cloud)), confirm: async () => "go" as const };
    const report = await redriveExecutions(given, { executions: [executionArn, "nobody"], since: noon });
    expect(report).toMatchObject({
      redriven: 0,
      left: 1,
      unknown: ["nobody"],
      executions: [{ left: "nothing-owed", because: "its findings are settled since" }],
    });
    expect(cloud.calls()["SFN.RedriveExecution"]).toBeUndefined();
  });
});

function cloudQueues(cloud: Cloud) {
  const arn = (url: string | undefined) => `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${url?.split("/").at(-1)}`;
  return { intake: arn(cloud.outputs["IntakeQueueUrl"]), deadLetters: arn(cloud.outputs["DeadLetterQueueUrl"]) };
}

describe("gumshoe status", () => {
  it("sums up the day, samples the dead letters and leaves them in their queue", async () => {
    const cloud = await aDay();
    const { target, archive } = await ports(cloud);
    const setUp = { ...stackSetUp(target.client, "Gumshoe"), ...watchSetUp(target.client, clock.now) };
    const read = statusReader(
      {
        archive,
        intake: queuesOf(target).source,
        deadLetters: queuesOf(target).deadLetters,
        setUp,
        clock: cloud.clock,
      },
      { stack: "Gumshoe", intakeQueueName: String(cloud.outputs["IntakeQueueUrl"]?.split("/").at(-1)) },
    );
    cloud.goOn();
    await cloud.settled();
    const report = await read();
    expect(report).toMatchObject({
      intake: { waiting: 0, held: 0 },
      recent: { executions: 1, isWhole: true, running: 0, failed: 0, enriched: 2, parked: 1 },
      deadLetters: {
        waiting: 1,
        sampled: 1,
        isWhole: true,
        reasons: [{ reason: "investigation-failed", messages: 1 }],
      },
      lastError: { from: "dead-letter", what: "investigation-failed" },
    });
    expect(renderStatus(report, look)).toContain("1  investigation-failed");
    expect(cloud.services.SQS.peek(cloudQueues(cloud).deadLetters)).toHaveLength(1);
    const described = cloud.calls()["SFN.DescribeExecution"];
    await read();
    expect(cloud.calls()["SFN.DescribeExecution"]).toBe(described);
  });
});
