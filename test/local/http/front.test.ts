import { createHash } from "node:crypto";
import { GetRoleCommand, IAMClient, ListRoleTagsCommand, TagRoleCommand } from "@aws-sdk/client-iam";
import { GetAdministratorAccountCommand, GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { DescribeExecutionCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import type { ObservedCall } from "#local/http/observed-call.ts";
import { type Service, ServiceError } from "#local/service.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
const startAt = Date.UTC(2026, 4, 1, 12);
const clock = new VirtualClock(startAt);
const world = { clock, partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const seen: { input: unknown; region: string }[] = [];
const observed: ObservedCall[] = [];

const remember = (output: unknown) => (input: unknown, call: { region: string }) => {
  seen.push({ input, region: call.region });
  return output;
};

const securityHub: Service = {
  name: "SecurityHub",
  signingName: "securityhub",
  protocol: {
    kind: "rest-json",
    timestamps: "iso",
    routes: [
      { method: "POST", path: "/findings", operation: "GetFindings" },
      { method: "GET", path: "/{Which}", operation: "GetAdministratorAccount", query: { max: "MaxResults" } },
    ],
  },
  operations: {
    GetFindings: remember({ Findings: [], At: new Date(startAt) }),
    GetAdministratorAccount: () => {
      throw new ServiceError("LimitExceededException", 429, "slow down", { Code: "x" });
    },
  },
};

const states: Service = {
  name: "SFN",
  signingName: "states",
  protocol: { kind: "aws-json", targetPrefix: "AWSStepFunctions", version: "1.0" },
  operations: {
    DescribeExecution: remember({ executionArn: "arn:x", startDate: new Date(startAt), status: "RUNNING" }),
  },
};

const sqs: Service = {
  name: "SQS",
  signingName: "sqs",
  protocol: { kind: "aws-json", targetPrefix: "AmazonSQS", version: "1.0", queryErrors: true },
  operations: {
    SendMessage: remember({ MD5OfMessageBody: md5("b") }),
    ReceiveMessage: async ({ WaitTimeSeconds }: { WaitTimeSeconds: number }) => {
      await clock.sleep(WaitTimeSeconds * 1000);
      const Body = String(clock.now());
      return { Messages: [{ Body, MD5OfBody: md5(Body) }] };
    },
    GetQueueUrl: () => {
      throw new ServiceError("QueueDoesNotExist", 400, "no such queue");
    },
  },
};

const iam: Service = {
  name: "IAM",
  signingName: "iam",
  protocol: { kind: "query", namespace: "https://iam.amazonaws.com/doc/2010-05-08/" },
  operations: {
    GetRole: () => {
      throw new ServiceError("NoSuchEntityException", 404, 'The role with name "<a>" cannot be found.');
    },
    ListRoleTags: remember({ Tags: [{ Key: "a&b", Value: "<1>" }], IsTruncated: false }),
    TagRole: remember({}),
  },
};

let front: Front;
const config = () => ({
  endpoint: front.url,
  region: "us-east-2",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "none" },
  maxAttempts: 1,
});

beforeAll(async () => {
  front = await startFront({ world, services: [securityHub, states, sqs, iam], onCall: (call) => observed.push(call) });
});
afterAll(() => front.close());
beforeEach(() => {
  seen.length = 0;
  observed.length = 0;
});

describe("startFront() with the real SDK clients", () => {
  it("serves REST-JSON with the Region of the signature, and reports the call", async () => {
    const input = { Filters: { Id: [{ Value: "ü", Comparison: "EQUALS" as const }] } };
    const output = await new SecurityHubClient(config()).send(new GetFindingsCommand(input));
    expect(output.Findings).toEqual([]);
    expect(seen).toEqual([{ input, region: "us-east-2" }]);
    const call = { region: "us-east-2", accountId: world.accountId };
    expect(observed).toEqual([{ service: "SecurityHub", operation: "GetFindings", input, ...call, status: 200 }]);
  });

  it("answers a REST-JSON error that the client throws by name", async () => {
    const sent = new SecurityHubClient(config()).send(new GetAdministratorAccountCommand({}));
    await expect(sent).rejects.toMatchObject({ name: "LimitExceededException", message: "slow down", Code: "x" });
    expect(observed).toMatchObject([{ status: 429, error: "LimitExceededException" }]);
  });

  it("serves AWS JSON with instants in epoch seconds", async () => {
    const output = await new SFNClient(config()).send(new DescribeExecutionCommand({ executionArn: "arn:x" }));
    expect(output.startDate).toEqual(new Date(startAt));
  });

  it("answers an unknown operation by name", async () => {
    const sent = new SFNClient(config()).send(new StopExecutionCommand({ executionArn: "arn:x" }));
    await expect(sent).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: expect.stringContaining("SFN.StopExecution"),
    });
  });

  it("answers SQS errors with their query name", async () => {
    const sent = new SQSClient(config()).send(new GetQueueUrlCommand({ QueueName: "q" }));
    await expect(sent).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  });

  it("serves AWS Query: nested forms in, XML out", async () => {
    const client = new IAMClient(config());
    const tags = [{ Key: "k", Value: "v.1" }];
    await client.send(new TagRoleCommand({ RoleName: "r", Tags: tags }));
    expect(seen[0]?.input).toEqual({ RoleName: "r", Tags: tags });
    const output = await client.send(new ListRoleTagsCommand({ RoleName: "r" }));
    expect(output.Tags).toEqual([{ Key: "a&b", Value: "<1>" }]);
    expect(output.IsTruncated).toBe(false);
  });

  it("answers AWS Query errors as XML", async () => {
    const sent = new IAMClient(config()).send(new GetRoleCommand({ RoleName: "r" }));
    await expect(sent).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: 'The role with name "<a>" cannot be found.',
    });
  });

  it("lets time pass for an operation that waits, and for no other", async () => {
    const client = new SQSClient(config());
    const began = clock.now();
    await client.send(new SendMessageCommand({ QueueUrl: "u", MessageBody: "b" }));
    expect(clock.now()).toBe(began);
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: "u", WaitTimeSeconds: 20 }));
    expect(Messages?.[0]?.Body).toBe(String(began + 20_000));
  });
});

describe("startFront() tells of a request that waits", () => {
  it.each([
    ["when its operation takes many turns", {}, ["w0/1", "w0/1 on"]],
    ["but not when its service never waits", { neverWaits: true }, []],
  ])("%s", async (_, over, told) => {
    const heard: string[] = [];
    const service: Service = {
      name: "DynamoDB",
      signingName: "dynamodb",
      protocol: { kind: "aws-json", targetPrefix: "DynamoDB_20120810", version: "1.0" },
      operations: { ListTables: () => new Promise((resolve) => setTimeout(() => resolve({}), 20)) },
      ...over,
    };
    const slow = await startFront({
      world: { clock, partition: "aws", accountId: "111122223333", region: "eu-west-1" },
      services: [service],
      waiting: { waits: (id) => heard.push(id), resumes: (id) => heard.push(`${id} on`) },
    });
    const headers = { "x-amz-target": "DynamoDB_20120810.ListTables", "x-local-request": "w0/1" };
    const response = await fetch(slow.url, { method: "POST", headers, body: "{}" });
    await slow.close();
    expect([response.status, heard]).toEqual([200, told]);
  });
});

describe("startFront() over plain HTTP", () => {
  const post = (headers: Record<string, string>, body: string): Promise<Response> =>
    fetch(front.url, { method: "POST", headers, body });

  it.each(["{", "[]", '"text"', "null"])("answers SerializationException to the body %s", async (body) => {
    const response = await post({ "x-amz-target": "AmazonSQS.SendMessage" }, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: "SerializationException" });
  });

  it("answers 501 with the name of a service it does not have", async () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=A/20260501/us-east-1/polly/aws4_request, Signature=x";
    const response = await post({ authorization }, "");
    expect(response.status).toBe(501);
    expect(await response.text()).toContain("polly");
  });

  it("takes the account of temporary credentials from who gave them out", async () => {
    const accounts: string[] = [];
    const service: Service = { ...sqs, operations: { SendMessage: (_, call) => void accounts.push(call.accountId) } };
    const accountOf = (key: string) => (key === "ASIAOTHER" ? "444455556666" : undefined);
    const other = await startFront({ world, services: [service], accountOf });
    for (const key of ["ASIAOTHER", "AKIA"]) {
      const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260501/us-east-1/sqs/aws4_request, Signature=x`;
      await fetch(other.url, { method: "POST", headers: { authorization, "x-amz-target": "AmazonSQS.SendMessage" } });
    }
    await other.close();
    expect(accounts).toEqual(["444455556666", "111122223333"]);
  });

  it("reads the scope of a presigned request", async () => {
    const scope = encodeURIComponent("A/20260501/ap-south-1/securityhub/aws4_request");
    await fetch(`${front.url}/findings?X-Amz-Credential=${scope}`, { method: "POST", body: "{}" });
    expect(seen).toEqual([{ input: {}, region: "ap-south-1" }]);
  });

  it("dates its answers by the clock", async () => {
    const response = await post({ "x-amz-target": "AmazonSQS.SendMessage" }, "{}");
    expect(response.headers.get("date")).toBe(new Date(clock.now()).toUTCString());
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("answers InternalFailure for a mistake of its own, and reports it", async () => {
    const response = await post({ "x-amz-target": "AmazonSQS.ReceiveMessage" }, "{}");
    expect(response.status).toBe(200);
    const failing: Service = { ...sqs, operations: { SendMessage: () => JSON.parse("{") } };
    const other = await startFront({ world, services: [failing], onCall: (call) => observed.push(call) });
    const failed = await fetch(other.url, { method: "POST", headers: { "x-amz-target": "AmazonSQS.SendMessage" } });
    await other.close();
    expect(failed.status).toBe(500);
    expect(observed.at(-1)).toMatchObject({ error: "InternalFailure", fault: expect.any(SyntaxError) });
  });

  it("serves 1,500 requests on eight connections, each its own answer", async () => {
    const { Agent, request } = await import("node:http");
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const once = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sent = request(`${front.url}/`, {
          method: "POST",
          agent,
          headers: { "x-amz-target": "AmazonSQS.SendMessage" },
        });
        sent
          .on("response", (response) => response.resume().on("end", () => resolve(response.statusCode)))
          .on("error", reject);
        sent.end('{"MessageBody":"b"}');
      });
    const answers = await Promise.all(Array.from({ length: 1500 }, once));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    agent.destroy();
  });
});
