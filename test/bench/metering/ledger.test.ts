import { beforeEach, describe, expect, it } from "vitest";
import { parked } from "#bench/metering/dead-letters.ts";
import { Ledger } from "#bench/metering/ledger.ts";
import { Writes } from "#bench/metering/writes.ts";
import { peerBlueprint } from "#bench/peers/peer-blueprint.ts";
import { aFinding, plainContent, rewritten } from "#bench/workloads/finding.ts";
import { plainRole } from "#bench/workloads/person.ts";
import { pairOf, sceneStartAtMs } from "#bench/workloads/scene.ts";
import { chanceOf } from "#simulation/chance.ts";
import { type SimulatedCloud, simulatedCloud } from "#simulation/cloud.ts";

const hourMs = 3_600_000;
const person = plainRole(1);
const finding = aFinding("f1", person, sceneStartAtMs, plainContent, chanceOf(1));
const pair = pairOf(finding, person, sceneStartAtMs);
const identifier = { Id: String(finding["Id"]), ProductArn: String(finding["ProductArn"]) };

let cloud: SimulatedCloud;
beforeEach(() => {
  const blueprint = peerBlueprint({ functions: [], armed: { severities: ["LOW"] }, target: { function: "none" } });
  const withQueue = {
    ...blueprint,
    calls: [{ service: "SQS", operation: "CreateQueue", input: { QueueName: "dead" } }],
  };
  const hooks = { investigation: () => ({ durationSeconds: 100 }) };
  cloud = simulatedCloud({ blueprint: withQueue, chance: chanceOf(1), startAtMs: sceneStartAtMs, hooks });
  cloud.services.SecurityHub.importFinding({ ...finding });
});

/** An investigation of somebody that lasts 100 s. */
function started(EntityArn: string): string {
  const [graph] = cloud.call("Detective", "ListGraphs", {})["GraphList"] as { Arn: string }[];
  const now = cloud.clock.now();
  const scope = { ScopeStartTime: new Date(now - 24 * hourMs), ScopeEndTime: new Date(now - hourMs) };
  return String(
    cloud.call("Detective", "StartInvestigation", { GraphArn: graph?.Arn, EntityArn, ...scope })["InvestigationId"],
  );
}

function write(UserDefinedFields: Record<string, string>): void {
  cloud.call("SecurityHub", "BatchUpdateFindings", { FindingIdentifiers: [identifier], UserDefinedFields });
}

describe("Ledger", () => {
  it("takes a pair for enriched once the finding names a successful investigation of the principal", async () => {
    const ledger = new Ledger(cloud, [pair]);
    const id = started(person.arn);
    await cloud.clock.passTo(sceneStartAtMs + 130_000);
    write({ evidence: `app-1=${id}` });
    expect(ledger).toMatchObject({
      lagsMs: [30_000],
      delaysMs: [130_000],
      missing: [],
      lastEnrichedAtMs: sceneStartAtMs + 130_000,
    });
  });

  it.each([
    { what: "still runs", afterMs: 99_000, of: person.arn },
    { what: "is another principal's", afterMs: 130_000, of: "arn:aws:iam::111122223333:user/app-1" },
  ])("does not take an investigation for an answer that $what", async ({ afterMs, of }) => {
    const ledger = new Ledger(cloud, [pair]);
    const id = started(of);
    await cloud.clock.passTo(sceneStartAtMs + afterMs);
    write({ evidence: id });
    expect(ledger.missing).toEqual([pair]);
  });

  it("counts the lag from the arrival of a finding that comes after the end", async () => {
    const late = { ...pair, arrivesAtMs: sceneStartAtMs + 500_000 };
    const ledger = new Ledger(cloud, [late]);
    const id = started(person.arn);
    await cloud.clock.passTo(sceneStartAtMs + 520_000);
    write({ evidence: id });
    expect(ledger.lagsMs).toEqual([20_000]);
  });

  it("does not mind whether the ARN has the path", async () => {
    const ledger = new Ledger(cloud, [{ ...pair, principalArn: "arn:aws:iam::111122223333:role/team/app-1" }]);
    const id = started(person.arn);
    await cloud.clock.passTo(sceneStartAtMs + 200_000);
    write({ evidence: id });
    expect(ledger.missing).toEqual([]);
  });
});

describe("Writes", () => {
  it("counts updates after which a finding says what it said before", () => {
    const writes = new Writes(cloud);
    write({ investigate: "complete" });
    write({ investigate: "complete", gumshoeExecution: "another" });
    cloud.services.SecurityHub.importFinding({ ...rewritten(finding, sceneStartAtMs + 1) });
    write({ investigate: "partial" });
    expect(writes.idle).toBe(1);
  });
});

describe("parked()", () => {
  const arn = "arn:aws:sqs:eu-west-1:111122223333:dead";
  const send = (body: object) =>
    cloud.call("SQS", "SendMessage", { QueueUrl: cloud.services.SQS.queueUrl(arn), MessageBody: JSON.stringify(body) });

  it("finds the finding in a message, also in one that quotes another", () => {
    send({ finding: { id: pair.id } });
    expect(parked(cloud, arn, [pair])).toEqual([pair]);
    send({ raw: JSON.stringify({ detail: { findings: [{ Id: `${pair.id}0` }] } }) });
    expect(parked(cloud, arn, [{ ...pair, id: `${pair.id}0` }])).toHaveLength(1);
  });

  it("finds nothing by a part of the id, and nothing without a queue", () => {
    send({ finding: { id: `${pair.id}0` } });
    expect(parked(cloud, arn, [pair])).toEqual([]);
    expect(parked(cloud, undefined, [pair])).toEqual([]);
  });
});
