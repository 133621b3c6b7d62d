import { describe, expect, it } from "vitest";
import { aFinding, call, customActionEvent, deadLetters, fieldsOf, localAws, queueArn, roleArn } from "./local-aws.ts";

const startsOf = (cloud: { calls(): Readonly<Record<string, number>> }) =>
  cloud.calls()["Detective.StartInvestigation"];

describe("a StartInvestigation whose answer is lost", () => {
  it("is healed by adoption: the investigation that did start is used, no second one is", async () => {
    const cloud = await localAws({
      principals: {
        [roleArn("unlucky")]: {
          durationSeconds: 120,
          errors: [{ operation: "StartInvestigation", name: "InternalServerException", times: 1, lost: true }],
        },
      },
    });
    cloud.services.SecurityHub.importFinding(aFinding("lost", ["unlucky"]));
    await cloud.settled();

    expect(fieldsOf(cloud, "lost")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
    const graph = await call(cloud, "Detective", "ListGraphs", {});
    const GraphArn = (graph["GraphList"] as readonly { readonly Arn: string }[])[0]?.Arn;
    const { InvestigationDetails } = await call(cloud, "Detective", "ListInvestigations", { GraphArn });
    expect(InvestigationDetails).toHaveLength(1);
  });
});

describe("an investigation that Detective reports as FAILED", () => {
  it("is started once more, and the finding is enriched", async () => {
    const cloud = await localAws({
      principals: { [roleArn("shaky")]: { durationSeconds: 120, status: ["FAILED", "SUCCESSFUL"] } },
    });
    cloud.services.SecurityHub.importFinding(aFinding("shaky-one", ["shaky"]));
    await cloud.settled();

    expect(startsOf(cloud)).toBe(2);
    expect(fieldsOf(cloud, "shaky-one")["investigate"]).toBe("complete");
  });

  it("twice is parked, never reported as clean, and its neighbour in the finding is written all the same", async () => {
    const cloud = await localAws({
      principals: {
        [roleArn("broken")]: { durationSeconds: 120, status: "FAILED" },
        [roleArn("sound")]: { durationSeconds: 120, severity: "LOW" },
      },
    });
    cloud.services.SecurityHub.importFinding(aFinding("half", ["broken", "sound"]));
    await cloud.settled();

    expect(startsOf(cloud)).toBe(3);
    const fields = fieldsOf(cloud, "half");
    expect(fields).toMatchObject({ investigate: "partial", gumshoeVerdict: "LOW" });
    expect(fields["gumshoeReason"]).toContain("broken");
    expect(deadLetters(cloud)).toMatchObject([{ reason: { code: "investigation-failed" }, finding: { id: "half" } }]);
  });
});

describe("a set-up fault", () => {
  it.each([
    { fault: "a Region without a behavior graph", behaviour: { noGraph: ["eu-west-1"] } },
    { fault: "an account that is no member of the graph", behaviour: { nonMembers: ["111122223333"] } },
  ])("such as $fault is parked at once", async ({ behaviour }) => {
    const cloud = await localAws(behaviour);
    cloud.services.SecurityHub.importFinding(aFinding("fault", ["anyone"]));
    await cloud.settled();

    expect(deadLetters(cloud)).toMatchObject([{ reason: { code: "setup-fault" }, finding: { id: "fault" } }]);
    expect(fieldsOf(cloud, "fault")["investigate"]).toBe("parked");
  });
});

describe("a dead letter", () => {
  it("sent back by the queue's own redrive, with the intake queue as custom destination, is done when the cause is mended", async () => {
    const cloud = await localAws({
      principals: { [roleArn("later")]: { durationSeconds: 120, status: ["FAILED", "FAILED", "SUCCESSFUL"] } },
    });
    cloud.services.SecurityHub.importFinding(aFinding("later-one", ["later"]));
    await cloud.settled();
    expect(fieldsOf(cloud, "later-one")["investigate"]).toBe("parked");

    await call(cloud, "SQS", "StartMessageMoveTask", {
      SourceArn: queueArn(cloud, "DeadLetter"),
      DestinationArn: queueArn(cloud, "Intake"),
    });
    await cloud.settled();

    expect(deadLetters(cloud)).toEqual([]);
    expect(fieldsOf(cloud, "later-one")["investigate"]).toBe("complete");
  });
});

describe("a Security Hub that refuses every update for hours", () => {
  it("makes the state machine park the finding itself, once: the sweep does not send it again", async () => {
    const cloud = await localAws({
      principals: {
        [roleArn("stuck")]: {
          durationSeconds: 120,
          errors: [{ operation: "BatchUpdateFindings", name: "InternalException", times: 100_000 }],
        },
      },
    });
    cloud.services.SecurityHub.importFinding(aFinding("stuck-one", ["stuck"]));
    await cloud.settled();
    const parked = [
      { reason: { code: "service-unavailable", state: "Enrich findings" }, finding: { id: "stuck-one" } },
    ];
    expect(deadLetters(cloud)).toMatchObject(parked);
    const { SFN } = cloud.services;
    expect(SFN.executions()).toMatchObject([{ status: "SUCCEEDED" }]);

    await cloud.clock.sleep(5 * 60 * 60 * 1_000);
    await cloud.settled();
    expect(deadLetters(cloud)).toMatchObject(parked);
    expect(SFN.executions()).toHaveLength(1);
  });
});

describe("an execution that somebody aborts", () => {
  const aborted = async () => {
    const cloud = await localAws({ principals: { [roleArn("cut-off")]: { durationSeconds: 1_800 } } });
    cloud.services.SecurityHub.importFinding(aFinding("cut", ["cut-off"]));
    await cloud.clock.sleep(10 * 60 * 1_000);
    const [execution] = cloud.services.SFN.executions();
    await call(cloud, "SFN", "StopExecution", { executionArn: execution?.executionArn });
    return cloud;
  };

  it("leaves its event in the dead-letter queue, and a redrive finishes the finding without a second investigation", async () => {
    const cloud = await aborted();
    await cloud.settled();
    expect(deadLetters(cloud)).toMatchObject([{ "detail-type": "Step Functions Execution Status Change" }]);

    await call(cloud, "SQS", "StartMessageMoveTask", {
      SourceArn: queueArn(cloud, "DeadLetter"),
      DestinationArn: queueArn(cloud, "Intake"),
    });
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
  });

  it("is found by the sweep when its event never came", async () => {
    const cloud = await aborted();
    await cloud.settled();
    await call(cloud, "SQS", "PurgeQueue", { QueueUrl: cloud.outputs["DeadLetterQueueUrl"] });

    await cloud.clock.sleep(2 * 60 * 60 * 1_000);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(1);
  });
});

describe("a finding that Security Hub does not hold", () => {
  it("is looked for again for five minutes, then parked", async () => {
    const cloud = await localAws();
    const id = "arn:aws:securityhub:eu-west-1:111122223333:nowhere";
    cloud.putEvent(customActionEvent(cloud, aFinding(id, ["anyone"])));
    await cloud.settled();
    expect(deadLetters(cloud)).toMatchObject([{ reason: { code: "finding-not-found" }, finding: { id } }]);
  });
});
