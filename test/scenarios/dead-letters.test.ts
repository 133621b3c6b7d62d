import { describe, expect, it } from "vitest";
import { list, redriveInConsole, replay, startsOf } from "./dead-letter-queue.ts";
import { aFinding, call, deadLetters, fieldsOf, localAws, roleArn } from "./local-aws.ts";
import { output } from "./operator-clients.ts";

const minuteMs = 60_000;

/** Two investigations that fail, then one that succeeds: parked once, done when it is sent back. */
const failsOnce = { durationSeconds: 120, status: ["FAILED", "FAILED", "SUCCESSFUL"] };

async function parked() {
  const cloud = await localAws({ principals: { [roleArn("later")]: failsOnce } });
  cloud.services.SecurityHub.importFinding(aFinding("later-one", ["later"]));
  await cloud.settled();
  return cloud;
}

/** The intake queue lets EventBridge in no more until `mend` is called. */
async function undeliverable() {
  const cloud = await localAws();
  const QueueUrl = output(cloud, "IntakeQueueUrl");
  const { Attributes } = await call(cloud, "SQS", "GetQueueAttributes", { QueueUrl, AttributeNames: ["Policy"] });
  await call(cloud, "SQS", "SetQueueAttributes", { QueueUrl, Attributes: { Policy: "" } });
  cloud.services.SecurityHub.importFinding(aFinding("kept-out", ["reader"]));
  await cloud.settled();
  await call(cloud, "SQS", "SetQueueAttributes", { QueueUrl, Attributes });
  return cloud;
}

/** DynamoDB is away for long enough that the intake queue gives its message up. */
async function receivedTooOften() {
  const cloud = await localAws();
  const TableName = output(cloud, "TableName");
  const QueueUrl = output(cloud, "IntakeQueueUrl");
  await call(cloud, "SQS", "SetQueueAttributes", { QueueUrl, Attributes: { VisibilityTimeout: "30" } });
  const { Table } = await call(cloud, "DynamoDB", "DescribeTable", { TableName });
  await call(cloud, "DynamoDB", "DeleteTable", { TableName });
  cloud.services.SecurityHub.importFinding(aFinding("stuck", ["reader"]));
  await cloud.settled();
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = Table as Record<string, readonly object[]>;
  const indexes = GlobalSecondaryIndexes?.map((index) => pick(index, ["IndexName", "KeySchema", "Projection"]));
  const BillingMode = "PAY_PER_REQUEST";
  await call(cloud, "DynamoDB", "CreateTable", {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode,
    GlobalSecondaryIndexes: indexes,
  });
  return cloud;
}

const pick = (from: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

async function aborted() {
  const cloud = await localAws({ principals: { [roleArn("cut-off")]: { durationSeconds: 1_800 } } });
  cloud.services.SecurityHub.importFinding(aFinding("cut", ["cut-off"]));
  await cloud.clock.sleep(10 * minuteMs);
  const [execution] = cloud.services.SFN.executions();
  await call(cloud, "SFN", "StopExecution", { executionArn: execution?.executionArn, error: "Operator" });
  await cloud.settled();
  return cloud;
}

const kinds = [
  { kind: "parked", make: parked, reason: "investigation-failed", id: "later-one" },
  { kind: "undeliverable", make: undeliverable, reason: "undeliverable", id: "kept-out" },
  { kind: "received-too-often", make: receivedTooOften, reason: "received-too-often", id: "stuck" },
  { kind: "execution-ended", make: aborted, reason: "workflow-failed", id: "cut" },
] as const;

describe.each(kinds)("a message of kind $kind", ({ kind, make, reason, id }) => {
  it(`is listed as ${reason}, and gumshoe dlq replay brings it to a good end`, async () => {
    const cloud = await make();
    const { letters, reasons } = await list(cloud);
    expect(letters).toMatchObject([{ kind, reason, attempt: 0, findings: [{ id, severity: "HIGH" }] }]);
    expect(reasons).toMatchObject([{ reason, messages: 1, findings: 1 }]);

    const before = startsOf(cloud);
    expect(await replay(cloud)).toMatchObject({ replayed: 1, notReplayed: [], notRemoved: [] });
    expect(await list(cloud)).toMatchObject({ selected: 0 });
    expect(fieldsOf(cloud, id)["investigate"]).toBe("complete");
    expect(startsOf(cloud) - before).toBe(kind === "execution-ended" ? 0 : 1);
  });

  it("is brought to the same good end by the console's own redrive", async () => {
    const cloud = await make();
    await redriveInConsole(cloud);
    expect(deadLetters(cloud)).toEqual([]);
    expect(fieldsOf(cloud, id)["investigate"]).toBe("complete");
  });
});
