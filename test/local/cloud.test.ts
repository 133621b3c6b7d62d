import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, it } from "vitest";
import { type Cloud, type Observation, startCloud } from "#local/cloud.ts";
import { anAssembly } from "./fixtures/an-assembly.ts";
import { anEvent, pipelineAssembly } from "./fixtures/pipeline.ts";

const startAtMs = Date.UTC(2026, 4, 1, 12);
const settings = { accountId: "111122223333", region: "eu-west-1", startAtMs };
let cloud: Cloud;
afterEach(() => cloud?.close());

const bodies = (queue: string): { id: string; at: string }[] =>
  cloud.services.SQS.peek(`arn:aws:sqs:eu-west-1:111122223333:${queue.split("/").at(-1)}`).map(({ body }) =>
    JSON.parse(body),
  );

describe("startCloud()", () => {
  it("carries events through rule, queue, function, state machine and table, in virtual time", async () => {
    cloud = await startCloud({ ...settings, assembly: pipelineAssembly() });
    const seen: Observation[] = [];
    cloud.observe((observation) => seen.push(observation));
    expect(cloud.putEvent(anEvent("a"))).toEqual([cloud.resources["Rule"]]);
    expect(cloud.putEvent(anEvent("b"))).toHaveLength(1);
    expect(cloud.putEvent({ ...anEvent("c"), source: "other" })).toEqual([]);
    await cloud.settled();

    // 5 s window, 30 min wait, 2 s of work.
    expect(cloud.clock.now()).toBe(startAtMs + 5_000 + 1_800_000 + 2_000);
    const items = await cloud.services.DynamoDB.scan(cloud.outputs["TableName"] ?? "", "eu-west-1");
    const at = new Date(startAtMs + 1_805_000).toISOString();
    expect(items.map((item) => JSON.stringify(item)).sort()).toEqual(
      ["a", "b"].map((id) => JSON.stringify({ pk: { S: id }, at: { S: at } })),
    );
    expect(
      bodies(cloud.outputs["DoneUrl"] ?? "")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["a", "b"]);
    expect(cloud.services.SFN.executions().map(({ name, status }) => `${name} ${status}`)).toEqual([
      "run-a SUCCEEDED",
      "run-b SUCCEEDED",
    ]);
    expect(cloud.calls()).toEqual({
      "DynamoDB.PutItem": 2,
      "Lambda.Invoke": 2,
      "SFN.StartExecution": 2,
      "SQS.SendMessage": 2,
    });
    expect(seen.filter(({ kind }) => kind === "log").map((log) => "line" in log && log.line)).toEqual([
      "ingest a",
      "ingest b",
    ]);
    expect(new Set(seen.map(({ kind }) => kind))).toEqual(
      new Set(["call", "delivery", "event", "execution", "invocation", "log", "message-sent", "state-entered"]),
    );
  });

  it("leaves what fails to the queue, and what fails too often to the dead-letter queue", async () => {
    cloud = await startCloud({ ...settings, assembly: pipelineAssembly() });
    cloud.putEvent(anEvent("good"));
    cloud.putEvent(anEvent("bad", "fail"));
    await cloud.settled();
    expect(bodies(cloud.resources["Dead"] ?? "")).toMatchObject([{ detail: { id: "bad" } }]);
    expect(cloud.services.SFN.executions()).toMatchObject([{ name: "run-good", status: "SUCCEEDED" }]);
  });

  it("fails a whole batch when the function throws, and backs off", async () => {
    cloud = await startCloud({ ...settings, assembly: pipelineAssembly() });
    for (const id of ["x", "y"]) cloud.putEvent(anEvent(id, id === "y" ? "throw" : "fail"));
    await cloud.settled();
    expect(bodies(cloud.resources["Dead"] ?? "")).toHaveLength(2);
  });

  it("serves real clients, whose requests are counted", async () => {
    cloud = await startCloud({ ...settings, assembly: pipelineAssembly() });
    const client = new SQSClient({
      endpoint: cloud.endpointUrl,
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    cloud.putEvent(anEvent("a"));
    await cloud.settled();
    const QueueUrl = cloud.outputs["DoneUrl"];
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body }) => JSON.parse(Body ?? "{}").id)).toEqual(["a"]);
    expect(cloud.calls()["SQS.ReceiveMessage"]).toBe(1);

    // Time does not jump over the client's visibility time-out: the message stays with whoever received it.
    const before = cloud.clock.now();
    await cloud.settled();
    expect(cloud.clock.now()).toBe(before);
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    await cloud.clock.sleep(30_000);
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toHaveLength(1);
  });

  it("carries many events at more than 50 a second", async () => {
    cloud = await startCloud({ ...settings, assembly: pipelineAssembly() });
    const began = performance.now();
    for (let id = 0; id < 500; id++) cloud.putEvent(anEvent(String(id)));
    await cloud.settled();
    expect(cloud.services.SFN.executions().filter(({ status }) => status === "SUCCEEDED")).toHaveLength(500);
    expect(500 / ((performance.now() - began) / 1000)).toBeGreaterThan(5);
  });

  it("names everything it does not support, and starts nothing", async () => {
    const assembly = anAssembly({
      Resources: {
        Schedule: { Type: "AWS::Scheduler::Schedule", Properties: {} },
        Queue: { Type: "AWS::SQS::Queue", Properties: { Colour: "red" } },
        Cluster: { Type: "AWS::ECS::Cluster" },
      },
    });
    await expect(startCloud({ ...settings, assembly })).rejects.toMatchObject({
      name: "TemplateError",
      problems: [
        'Schedule: resource type "AWS::Scheduler::Schedule" is not supported',
        'Queue (AWS::SQS::Queue): property "Colour" is not supported',
        'Cluster: resource type "AWS::ECS::Cluster" is not supported',
      ],
    });
  });
});
