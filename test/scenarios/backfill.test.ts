import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { getFindingsSlots, patientPace } from "#adapters/pace.ts";
import { firstCheckpoint } from "#cli/backfill/checkpoint.ts";
import { checkpointFile } from "#cli/backfill/checkpoint-file.ts";
import { type BackfillPorts, backfill } from "#cli/commands/backfill.ts";
import type { Cloud, Observation } from "#local/cloud.ts";
import { accountId, aFinding, deadLetters, fieldsOf, localAws, noon, region } from "./local-aws.ts";
import { clientsOf, output } from "./operator-clients.ts";

const count = 3_000;
const hourMs = 60 * 60 * 1_000;
const at = (n: number) => new Date(noon - 6 * 24 * hourMs + Math.floor(n / 40) * 60_000).toISOString();

/** 40 findings share every second that any was updated in; 30 roles share them all. */
const existing = Array.from({ length: count }, (_, n) => {
  const [FirstObservedAt, LastObservedAt, CreatedAt, UpdatedAt] = [at(n), at(n), at(n), at(n)];
  return aFinding(`old-${n}`, [`role-${n % 30}`], { FirstObservedAt, LastObservedAt, CreatedAt, UpdatedAt });
});

const selection = { accountId, region, stack: "Gumshoe", since: "7d", severity: "MEDIUM" } as const;

function portsOf(cloud: Cloud, path: string): BackfillPorts {
  const settings = clientsOf(cloud);
  const [table, client] = [output(cloud, "TableName"), new DynamoDBClient(settings)];
  const pace = patientPace(getFindingsSlots(table, client, cloud.clock), cloud.clock);
  let events = 0;
  return {
    findings: existingFindingsAdapter(new SecurityHubClient({ ...settings, maxAttempts: 1 })),
    awaitTurn: () => pace(1),
    records: findingRecordsAdapter(table, DynamoDBDocumentClient.from(client), cloud.clock),
    intake: envelopeQueue(output(cloud, "IntakeQueueUrl"), new SQSClient(settings), cloud.clock),
    checkpoints: checkpointFile(path),
    clock: cloud.clock,
    newId: () => `event-${++events}`,
    watch: () => {},
    interrupted: () => false,
  };
}

/** What the run is killed by: nothing it would have done afterwards happens. */
class Killed extends Error {}

/** Dies right after the nth send, before its checkpoint. */
function dyingAfterSend(ports: BackfillPorts, nth: number): BackfillPorts {
  let sends = 0;
  const send: BackfillPorts["intake"]["send"] = async (messages) => {
    await ports.intake.send(messages);
    sends += 1;
    if (sends === nth) throw new Killed("killed between send and checkpoint");
  };
  return { ...ports, intake: { send } };
}

/** Dies right before the nth send. */
function dyingBeforeSend(ports: BackfillPorts, nth: number): BackfillPorts {
  let sends = 0;
  const send: BackfillPorts["intake"]["send"] = async (messages) => {
    sends += 1;
    if (sends === nth) throw new Killed("killed before a send");
    await ports.intake.send(messages);
  };
  return { ...ports, intake: { send } };
}

function readsOf(seen: readonly Observation[]) {
  return seen.flatMap((one) => (one.kind === "call" && one.operation === "GetFindings" ? [one] : []));
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length));
}

describe("a backfill of 3,000 existing findings that is killed twice", () => {
  it("handles each once when it is resumed, and reads findings in turn with the pipeline, never throttled", async () => {
    const cloud = await localAws();
    for (const finding of existing) cloud.services.SecurityHub.putFinding(finding);
    const path = join(mkdtempSync(join(tmpdir(), "backfill-")), "checkpoint.json");
    const ports = portsOf(cloud, path);
    const resumed = async () => {
      const from =
        (await ports.checkpoints.read()) ?? firstCheckpoint(selection, { since: noon - 7 * 24 * hourMs, until: noon });
      return { from, ratePerSecond: 50, limit: 1e6, pagesMax: 1e6, dryRun: false };
    };

    const first = await backfill(dyingAfterSend(ports, 73), await resumed());
    expect(first).toMatchObject({ done: false, stopped: "trouble", queued: 720 });
    const second = await backfill(dyingBeforeSend(ports, 101), await resumed());
    expect(second).toMatchObject({ done: false, stopped: "trouble" });
    const last = await backfill(ports, await resumed());
    await cloud.settled();

    // Ten were sent twice; they are on their way, or covered, when the listing comes to them again.
    expect(last).toMatchObject({ done: true, read: count, failed: 0 });
    const left = Object.values(last.left).reduce((sum, some) => sum + some, 0);
    expect(last.queued + left).toBe(count);
    expect(left).toBeLessThanOrEqual(10);
    expect(await ports.checkpoints.read()).toBeUndefined();

    const outcomes = existing.map(({ Id }) => fieldsOf(cloud, String(Id))["investigate"]);
    expect(new Set(outcomes)).toEqual(new Set(["complete"]));
    expect(deadLetters(cloud)).toEqual([]);
    const written = cloud.seen.flatMap((one) => (one.kind === "finding" ? [one.id] : []));
    expect(written.length).toBe(new Set(written).size);
    const reads = readsOf(cloud.seen);
    expect(reads.filter(({ error }) => error !== undefined)).toEqual([]);
    // 2.8 calls a second; a group makes up to five in the slots it has waited for, and one of the listing may come late.
    const times = reads.map(({ atMs }) => atMs);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(60_000 / 360 + 6);
  }, 300_000);
});
