import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { RejectReason } from "#domain/contract.ts";
import { behaviourOf } from "#local/behaviour.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { list, redriveInConsole, replay, startsOf } from "./dead-letter-queue.ts";
import { accountId, aFinding, call, fieldsOf, localAws, noon, region, roleArn } from "./local-aws.ts";
import { output } from "./operator-clients.ts";
import { inputNearLimit } from "./oversized-input.ts";

const minuteMs = 60_000;

async function sendToIntake(cloud: Cloud, MessageBody: string): Promise<void> {
  await call(cloud, "SQS", "SendMessage", { QueueUrl: output(cloud, "IntakeQueueUrl"), MessageBody });
}

const imported = { source: "aws.securityhub", "detail-type": "Security Hub Findings - Imported" };
const unreadable: Readonly<Record<Exclude<RejectReason, "finding-too-large">, string>> = {
  "invalid-json": "{",
  "unknown-event": '{"source":"aws.s3","detail-type":"Object Created"}',
  "no-finding": JSON.stringify({ ...imported, detail: { findings: [] } }),
  "invalid-finding": JSON.stringify({ ...imported, detail: { findings: [{ Id: "nameless" }] } }),
  "nested-too-deep": `${"[".repeat(65)}${"]".repeat(65)}`,
  "invalid-envelope": '{"v":1,"kind":"replay","attempt":"many"}',
};

describe("input that ingest rejects", () => {
  it("is listed under the reason of its rejection, and comes back from a replay with one attempt more", async () => {
    const cloud = await localAws();
    for (const body of Object.values(unreadable)) await sendToIntake(cloud, body);
    await cloud.settled();
    const reasons = (await list(cloud)).reasons.map(({ reason, messages }) => [reason, messages]);
    expect(Object.fromEntries(reasons)).toEqual(Object.fromEntries(Object.keys(unreadable).map((code) => [code, 1])));

    expect(await replay(cloud)).toMatchObject({ replayed: 6, plan: { exhausted: 0 } });
    const { letters } = await list(cloud);
    expect(letters.map(({ reason, kind, attempt }) => ({ reason, kind, attempt })).toSorted(byReason)).toEqual(
      Object.keys(unreadable)
        .map((reason) => ({ reason, kind: "rejected", attempt: 1 }))
        .toSorted(byReason),
    );
  });

  it("cannot be too large: SQS carries no message that is", () => {
    const untested = RejectReason.options.filter((reason) => !(reason in unreadable));
    expect(untested).toEqual(["finding-too-large"]);
  });
});

const byReason = (a: { reason: string }, b: { reason: string }) => (a.reason < b.reason ? -1 : 1);

describe("a finding that fails again and again", () => {
  it("is exhausted after five replays, which the plan says, and goes on when its attempts are counted anew", async () => {
    const status = [...Array.from({ length: 7 }, () => "FAILED"), "SUCCESSFUL"];
    const cloud = await localAws({ principals: { [roleArn("hopeless")]: { durationSeconds: 120, status } } });
    cloud.services.SecurityHub.importFinding(aFinding("again", ["hopeless"]));
    await cloud.settled();
    for (const attempt of [1, 2, 3, 4, 5]) {
      expect(await replay(cloud)).toMatchObject({ replayed: 1, plan: { exhausted: 0 } });
      expect((await list(cloud)).letters).toMatchObject([{ reason: "investigation-failed", attempt }]);
    }
    expect(await replay(cloud)).toMatchObject({ replayed: 1, plan: { exhausted: 1 } });
    expect((await list(cloud)).letters).toMatchObject([{ reason: "exhausted", attempt: 6 }]);
    expect(startsOf(cloud)).toBe(7);

    expect(await replay(cloud, { resetAttempts: true })).toMatchObject({ replayed: 1, plan: { exhausted: 0 } });
    expect(await list(cloud)).toMatchObject({ selected: 0 });
    expect(fieldsOf(cloud, "again")["investigate"]).toBe("complete");
  });
});

describe("a finding that the state machine parks itself", () => {
  it("is listed as service-unavailable, and enriched by a replay without another investigation", async () => {
    const times = 100;
    const errors = [{ operation: "BatchUpdateFindings", name: "InternalException", times }];
    const cloud = await localAws({ principals: { [roleArn("stuck")]: { durationSeconds: 120, errors } } });
    cloud.services.SecurityHub.importFinding(aFinding("stuck-one", ["stuck"]));
    await cloud.settled();
    expect((await list(cloud)).letters).toMatchObject([
      { kind: "parked", reason: "service-unavailable", state: "Enrich findings", findings: [{ id: "stuck-one" }] },
    ]);
    for (let runs = 0; runs < 3 && (await list(cloud)).selected > 0; runs += 1) await replay(cloud);
    expect(fieldsOf(cloud, "stuck-one")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
  });
});

/** The same stack, but an execution may take ten minutes only. */
async function impatientAws(): Promise<Cloud> {
  const assembly = await mkdtemp(join(tmpdir(), "impatient-"));
  onTestFinished(() => rm(assembly, { recursive: true }));
  await cp("cdk.out", assembly, { recursive: true });
  const template = join(assembly, "Gumshoe.template.json");
  const text = await readFile(template, "utf8");
  const hurried = text.replace(/(TimeoutSeconds\W+)43200/, "$1600");
  expect(hurried).not.toBe(text);
  await writeFile(template, hurried);
  const behaviour = behaviourOf({ principals: { [roleArn("slow")]: { durationSeconds: 1_800 } } });
  const cloud = await startCloud({ assembly, accountId, region, startAtMs: noon, behaviour });
  onTestFinished(() => cloud.close());
  return cloud;
}

describe("an execution that runs out of time", () => {
  it("is listed as workflow-failed with its finding, and replays join the one investigation until it is done", async () => {
    const cloud = await impatientAws();
    cloud.services.SecurityHub.importFinding(aFinding("late", ["slow"]));
    await cloud.settled();
    const { letters } = await list(cloud);
    expect(letters).toMatchObject([
      { kind: "execution-ended", reason: "workflow-failed", attempt: 0, findings: [{ id: "late" }] },
    ]);
    expect(letters[0]?.message).toContain("TIMED_OUT");
    await replay(cloud);
    expect((await list(cloud)).letters).toMatchObject([{ reason: "workflow-failed", attempt: 1 }]);
    for (let runs = 0; runs < 3 && (await list(cloud)).selected > 0; runs += 1) await replay(cloud);
    expect(fieldsOf(cloud, "late")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
  });
});

describe("an execution that meets the data limit", () => {
  it("is listed as workflow-failed, and a replay finishes its findings in smaller executions", async () => {
    const cloud = await localAws();
    const { input, findings } = inputNearLimit();
    for (const finding of findings) cloud.services.SecurityHub.putFinding(finding);
    const stateMachineArn = output(cloud, "StateMachineArn");
    await call(cloud, "SFN", "StartExecution", { stateMachineArn, input });
    await cloud.settled();
    expect((await list(cloud)).letters).toMatchObject([
      {
        kind: "execution-ended",
        reason: "workflow-failed",
        message: expect.stringContaining("States.DataLimitExceeded"),
        findings: [],
      },
    ]);
    await replay(cloud);
    expect(await list(cloud)).toMatchObject({ selected: 0 });
    const outcomes = findings.map(({ Id }) => fieldsOf(cloud, String(Id))["investigate"]);
    expect(new Set(outcomes)).toEqual(new Set(["complete"]));
  });
});

describe("an execution whose event is lost", () => {
  it("is found by the sweep, and what it puts back needs no replay", async () => {
    const cloud = await localAws({ principals: { [roleArn("slow")]: { durationSeconds: 1_800 } } });
    cloud.services.SecurityHub.importFinding(aFinding("forgotten", ["slow"]));
    await cloud.clock.sleep(10 * minuteMs);
    const [execution] = cloud.services.SFN.executions();
    await call(cloud, "SFN", "StopExecution", { executionArn: execution?.executionArn });
    await cloud.settled();
    expect(await list(cloud)).toMatchObject({ selected: 1 });
    await call(cloud, "SQS", "PurgeQueue", { QueueUrl: output(cloud, "DeadLetterQueueUrl") });
    await cloud.clock.sleep(120 * minuteMs);
    await cloud.settled();
    expect(await list(cloud)).toMatchObject({ selected: 0 });
    expect(fieldsOf(cloud, "forgotten")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
  });
});

describe("a replay", () => {
  it("can be replayed, and so can what the console has sent back", async () => {
    const status = ["FAILED", "FAILED", "FAILED", "FAILED", "SUCCESSFUL"];
    const cloud = await localAws({ principals: { [roleArn("thrice")]: { durationSeconds: 120, status } } });
    cloud.services.SecurityHub.importFinding(aFinding("back-and-forth", ["thrice"]));
    await cloud.settled();
    await replay(cloud);
    await redriveInConsole(cloud);
    expect((await list(cloud)).letters).toMatchObject([{ reason: "investigation-failed", attempt: 1 }]);
    await replay(cloud);
    expect(await list(cloud)).toMatchObject({ selected: 0 });
    expect(fieldsOf(cloud, "back-and-forth")["investigate"]).toBe("complete");
  });
});
