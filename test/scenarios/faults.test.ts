import { describe, expect, it } from "vitest";
import type { Cloud } from "#local/cloud.ts";
import {
  accountId,
  aFinding,
  call,
  deadLetters,
  fieldsOf,
  localAws,
  queueArn,
  region,
  roleArn,
  stored,
} from "./local-aws.ts";

const hourMs = 60 * 60 * 1_000;
const startsOf = (cloud: Cloud) => cloud.calls()["Detective.StartInvestigation"] ?? 0;

/** Somebody selects the findings in the console and clicks *Investigate*. */
function click(cloud: Cloud, findings: readonly object[], time = "2026-11-20T12:00:00Z") {
  cloud.putEvent({
    version: "0",
    id: "click",
    "detail-type": "Security Hub Findings - Custom Action",
    source: "aws.securityhub",
    account: accountId,
    time,
    region,
    resources: [cloud.outputs["CustomActionArn"]],
    detail: { actionName: "Investigate", actionDescription: "", findings },
  });
}

async function redrive(cloud: Cloud) {
  await call(cloud, "SQS", "StartMessageMoveTask", {
    SourceArn: queueArn(cloud, "DeadLetter"),
    DestinationArn: queueArn(cloud, "Intake"),
  });
  await cloud.settled();
}

describe("a click on an old finding of a principal that was investigated for new activity since", () => {
  it("adopts the old investigation, and does not keep the next activity from a new one", async () => {
    const cloud = await localAws();
    const at = (time: string) => ({ FirstObservedAt: time, LastObservedAt: time, CreatedAt: time, UpdatedAt: time });
    const old = aFinding("monday", ["busy"]);
    cloud.services.SecurityHub.importFinding(old);
    await cloud.settled();
    await cloud.clock.sleep(72 * hourMs);
    cloud.services.SecurityHub.importFinding(aFinding("thursday", ["busy"], at("2026-11-23T11:55:00.000Z")));
    await cloud.settled();
    expect(startsOf(cloud)).toBe(2);

    click(cloud, [old], "2026-11-23T13:00:00Z");
    await cloud.settled();
    await cloud.clock.sleep(24 * hourMs);
    cloud.services.SecurityHub.importFinding(aFinding("friday", ["busy"], at("2026-11-24T12:00:00.000Z")));
    await cloud.settled();

    expect(startsOf(cloud)).toBe(3);
    expect(fieldsOf(cloud, "friday")["investigate"]).toBe("complete");
    expect(deadLetters(cloud)).toEqual([]);
  });
});

describe("a finding that comes imported, clicked and clicked again in one batch", () => {
  it("is investigated once, and a click hours later changes no byte", async () => {
    const cloud = await localAws();
    const finding = aFinding("thrice", ["popular"]);
    cloud.services.SecurityHub.importFinding(finding);
    click(cloud, [finding]);
    click(cloud, [finding]);
    await cloud.settled();
    expect(startsOf(cloud)).toBe(1);
    expect(cloud.services.SFN.executions()).toHaveLength(1);

    const before = JSON.stringify(stored(cloud, "thrice"));
    await cloud.clock.sleep(5 * hourMs);
    click(cloud, [finding], "2026-11-20T17:00:00Z");
    await cloud.settled();
    expect(JSON.stringify(stored(cloud, "thrice"))).toBe(before);
    expect(startsOf(cloud)).toBe(1);
  });
});

describe("evidence that Detective will not give for one principal of a finding", () => {
  it("is asked for again, while what the others told is kept", async () => {
    const errors = [{ operation: "ListIndicators", name: "TooManyRequestsException", times: 12 }];
    const cloud = await localAws({
      principals: {
        [roleArn("throttled")]: { durationSeconds: 120, severity: "HIGH", errors },
        [roleArn("calm")]: { durationSeconds: 120, severity: "LOW" },
      },
    });
    cloud.services.SecurityHub.importFinding(aFinding("two", ["throttled", "calm"]));
    await cloud.settled();

    expect(fieldsOf(cloud, "two")).toMatchObject({ investigate: "complete", gumshoeVerdict: "HIGH" });
    expect(startsOf(cloud)).toBe(2);
    expect(cloud.calls()["Detective.GetInvestigation"]).toBeLessThan(12);
  });
});

describe("two redrives of a finding whose investigations keep failing", () => {
  it("leave one dead letter, and the finding never says complete until it is", async () => {
    const status = ["FAILED", "FAILED", "FAILED", "SUCCESSFUL"];
    const cloud = await localAws({ principals: { [roleArn("weak")]: { durationSeconds: 120, status } } });
    cloud.services.SecurityHub.importFinding(aFinding("stubborn", ["weak"]));
    await cloud.settled();
    for (const times of [1, 2]) {
      expect(deadLetters(cloud)).toMatchObject([{ kind: "replay", finding: { id: "stubborn" } }]);
      expect(fieldsOf(cloud, "stubborn")["investigate"]).toBe("parked");
      // The first look of a replay is at the investigation that failed last.
      expect(startsOf(cloud)).toBe(1 + times);
      await redrive(cloud);
    }
    expect(deadLetters(cloud)).toEqual([]);
    expect(fieldsOf(cloud, "stubborn")["investigate"]).toBe("complete");
    expect(startsOf(cloud)).toBe(4);
  });
});

describe("a click that comes to nothing on a finding that has its evidence", () => {
  it("parks the request and takes no evidence away", async () => {
    const cloud = await localAws({
      principals: {
        [roleArn("proven")]: { durationSeconds: 120, severity: "HIGH", status: ["SUCCESSFUL", "FAILED", "FAILED"] },
      },
    });
    const finding = aFinding("proven-one", ["proven"]);
    cloud.services.SecurityHub.importFinding(finding);
    await cloud.settled();
    const { Note } = stored(cloud, "proven-one");

    const later = "2026-11-20T14:00:00.000Z";
    await cloud.clock.sleep(3 * hourMs);
    click(cloud, [{ ...finding, LastObservedAt: later, UpdatedAt: later }], later);
    await cloud.settled();
    expect(deadLetters(cloud)).toMatchObject([{ finding: { id: "proven-one" } }]);
    expect(fieldsOf(cloud, "proven-one")).toMatchObject({ investigate: "parked", gumshoeVerdict: "HIGH" });
    expect(stored(cloud, "proven-one")["Note"]).toEqual(Note);
  });
});
