import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, it } from "vitest";
import type { Cloud } from "#local/cloud.ts";
import { serveCloud } from "#local/server.ts";
import { aFunctionResource, anAssembly } from "./fixtures/an-assembly.ts";

let cloud: Cloud;
afterEach(() => cloud?.close());

const assembly = anAssembly(
  {
    Resources: {
      Role: { Type: "AWS::IAM::Role" },
      Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "q" } },
      Echo: aFunctionResource("echo"),
      Feed: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] }, FunctionName: { Ref: "Echo" } },
      },
    },
  },
  { echo: "export const handler = async ({ Records }) => console.log(Records.map(({ body }) => body).join())" },
);
const settings = { accountId: "111122223333", region: "eu-west-1", assembly, port: 0 };

describe("serveCloud()", () => {
  it("serves clients for as long as it is up, while its time follows the machine's", async () => {
    cloud = await serveCloud({ ...settings, startAtMs: Date.UTC(2026, 4, 1) });
    const client = new SQSClient({
      endpoint: cloud.endpointUrl,
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "q" }));
    expect(QueueUrl).toBe(`${cloud.endpointUrl}/111122223333/q`);
    const printed = new Promise<string>((resolve) =>
      cloud.observe((observation) => observation.kind === "log" && resolve(observation.line)),
    );
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
    expect(await printed).toBe("hello");
    await cloud.settled();
    const before = cloud.clock.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cloud.clock.now() - before).toBeGreaterThanOrEqual(40);
  });

  it("uses the machine's clock when asked", async () => {
    cloud = await serveCloud({ ...settings, realTime: true });
    const printed = new Promise<number>((resolve) =>
      cloud.observe((observation) => observation.kind === "log" && resolve(observation.atMs)),
    );
    const call = { region: "eu-west-1", accountId: "111122223333" };
    const QueueUrl = cloud.resources["Queue"];
    cloud.services.SQS.operations["SendMessage"]?.({ QueueUrl, MessageBody: "hello" }, call);
    await cloud.settled();
    expect(Math.abs((await printed) - Date.now())).toBeLessThan(2000);
  });

  it("says which port is taken", async () => {
    cloud = await serveCloud(settings);
    const port = Number(new URL(cloud.endpointUrl).port);
    await expect(serveCloud({ ...settings, port })).rejects.toThrow(`Cannot serve on port ${port}`);
  });
});
