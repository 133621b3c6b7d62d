import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { DetectiveClient, ListGraphsCommand, ListInvestigationsCommand } from "@aws-sdk/client-detective";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { synthesized } from "#cli/synth.ts";
import { anAsffFinding } from "#test/builders/finding.ts";

beforeAll(() => synthesized({}, () => {}), 120_000);

const gumshoe = (...options: readonly string[]) => {
  const child = spawn(process.execPath, ["cli/gumshoe.mjs", ...options], { stdio: "pipe" });
  return { child, ended: once(child, "close"), stdout: text(child.stdout), stderr: text(child.stderr) };
};

describe("gumshoe local run", () => {
  it("prints one JSON object to standard output, progress to standard error, and no colours off a terminal", async () => {
    const { child, ended, stdout, stderr } = gumshoe("local", "run", "--events", "-", "--json");
    child.stdin.end(`\uFEFF${JSON.stringify(anAsffFinding())}\r\n\r\n{"cut":\r\n`);
    expect(await ended).toEqual([0, null]);
    const printed = await stdout;
    expect(printed.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(printed).conservation).toMatchObject({ in: 2, enriched: 1, rejected: 1, holds: true });
    expect(await stderr).toContain("investigation started");
    expect(`${printed}${await stderr}`).not.toContain("\u001B");
  });
});

describe("gumshoe local serve", () => {
  let child: ChildProcess;
  let ended: Promise<unknown[]>;
  let told = "";
  const output = (name: string) => new RegExp(`^${name} {2}(.*)$`, "m").exec(told)?.[1];
  const client = () => ({
    endpoint: /AWS_ENDPOINT_URL=(\S+)/.exec(told)?.[1] ?? "",
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

  beforeAll(async () => {
    child = spawn(process.execPath, ["cli/gumshoe.mjs", "local", "serve", "--port", "0"], { stdio: "pipe" });
    ended = once(child, "close");
    child.stdout?.on("data", (chunk) => {
      told += chunk;
    });
    await vi.waitFor(() => expect(told).toContain("CustomActionArn"), { timeout: 30_000, interval: 100 });
  }, 60_000);
  afterAll(() => child.kill("SIGKILL"));

  it("runs what SDK clients send through the pipeline while it is up", async () => {
    const securityHub = new SecurityHubClient(client());
    onTestFinished(() => securityHub.destroy());
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const { ProductName: _, ...finding } = anAsffFinding({
      Id: "served",
      ProductArn: "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default",
      Region: "us-east-1",
      GeneratorId: "decoys",
      Description: "Nobody has a reason to do that",
      FirstObservedAt: minutesAgo(30),
      LastObservedAt: minutesAgo(20),
      CreatedAt: minutesAgo(20),
      UpdatedAt: minutesAgo(10),
    });
    // biome-ignore lint/suspicious/noExplicitAny: the builder's finding is JSON, not the SDK's type
    const imported = await securityHub.send(new BatchImportFindingsCommand({ Findings: [finding as any] }));
    expect(imported).toMatchObject({ SuccessCount: 1, FailedCount: 0 });

    const fields = async () => {
      const { Findings } = await securityHub.send(new GetFindingsCommand({}));
      return Findings?.find(({ Id }) => Id === "served")?.UserDefinedFields;
    };
    await expect.poll(fields, { timeout: 30_000, interval: 500 }).toMatchObject({ investigate: "complete" });

    // The finding is written a moment before its execution ends.
    const states = new SFNClient(client());
    const executions = async () =>
      (await states.send(new ListExecutionsCommand({ stateMachineArn: output("StateMachineArn") }))).executions;
    await expect.poll(executions, { timeout: 30_000, interval: 500 }).toMatchObject([{ status: "SUCCEEDED" }]);
    const detective = new DetectiveClient(client());
    const { GraphList } = await detective.send(new ListGraphsCommand({}));
    const investigations = await detective.send(new ListInvestigationsCommand({ GraphArn: GraphList?.[0]?.Arn }));
    expect(investigations.InvestigationDetails).toMatchObject([{ Status: "SUCCESSFUL" }]);
  });

  it("answers the other clients too", async () => {
    const entry = { Source: "someone", DetailType: "Something", Detail: "{}" };
    const put = await new EventBridgeClient(client()).send(new PutEventsCommand({ Entries: [entry] }));
    expect(put.FailedEntryCount).toBe(0);
    const queue = { QueueUrl: output("DeadLetterQueueUrl"), AttributeNames: ["ApproximateNumberOfMessages" as const] };
    const { Attributes } = await new SQSClient(client()).send(new GetQueueAttributesCommand(queue));
    expect(Attributes).toEqual({ ApproximateNumberOfMessages: "0" });
    const { Table } = await new DynamoDBClient(client()).send(
      new DescribeTableCommand({ TableName: output("TableName") }),
    );
    expect(Table?.TableStatus).toBe("ACTIVE");
  });

  it("says when its port is taken", async () => {
    const port = new URL(client().endpoint).port;
    const second = gumshoe("local", "serve", "--port", port);
    expect(await second.ended).toEqual([1, null]);
    expect(await second.stderr).toContain(`port ${port}`);
    expect(await second.stderr).toMatch(/^Cannot .*wanted$/m);
    expect(await second.stdout).toBe("");
  });

  it("ends at once, and well, on Ctrl-C", async () => {
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
  }, 5_000);
});
