import { describe, expect, it } from "vitest";
import { taskRunner } from "#local/cloud/task-runner.ts";
import { Payload } from "#local/engine/payload.ts";
import type { ObservedCall } from "#local/http/observed-call.ts";
import type { LambdaRuntime } from "#local/lambda/runtime.ts";
import { type Operation, type Service, ServiceError } from "#local/service.ts";

const call = { region: "eu-west-1", accountId: "111122223333" };

const stateMachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:m";

const aService = (name: string, operations: Record<string, Operation>): Service => ({
  name,
  signingName: name.toLowerCase(),
  protocol: { kind: "aws-json", targetPrefix: name, version: "1.0" },
  operations,
});

const aRunner = (
  operations: Record<string, Record<string, Operation>> = {},
  answer: object = { payload: '{"ok":true}' },
) => {
  const calls: ObservedCall[] = [];
  const invoked: string[] = [];
  const lambda = {
    find: (name: string) => (name.includes("missing") ? undefined : { name }),
    invoke: async (_: unknown, payload: string) => {
      invoked.push(payload);
      return { requestId: "r", ...answer };
    },
  } as unknown as LambdaRuntime;
  const services = Object.fromEntries(Object.entries(operations).map(([name, all]) => [name, aService(name, all)]));
  const run = taskRunner({ call, lambda, services: () => services, onCall: (observed) => calls.push(observed) });
  const result = async (resource: string, input: unknown = {}) => {
    const answered = await run({ resource, stateMachineArn, stateName: "S", input, inputText: JSON.stringify(input) });
    return answered instanceof Payload ? answered.value : answered;
  };
  return { calls, invoked, run: result };
};

const refuse =
  (name: string, status = 400): Operation =>
  () => {
    throw new ServiceError(name, status, "no");
  };

describe("taskRunner()", () => {
  it("invokes a function by ARN and answers its result", async () => {
    const { run, invoked, calls } = aRunner();
    expect(await run("arn:aws:lambda:eu-west-1:111122223333:function:f", { a: 1 })).toEqual({ ok: true });
    expect(invoked).toEqual(['{"a":1}']);
    const input = { FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:f" };
    expect(calls).toEqual([
      { service: "Lambda", operation: "Invoke", input, ...call, caller: stateMachineArn, status: 200 },
    ]);
  });

  it("wraps the result of lambda:invoke as the integration does", async () => {
    const { run } = aRunner();
    expect(await run("arn:aws:states:::lambda:invoke", { FunctionName: "f", Payload: { a: 1 } })).toEqual({
      ExecutedVersion: "$LATEST",
      Payload: { ok: true },
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: "r" },
      StatusCode: 200,
    });
  });

  it("fails with the name of the function's error, and its payload as the cause", async () => {
    const failure = { errorType: "OurError", errorMessage: "no" };
    const { run } = aRunner({}, { payload: JSON.stringify(failure), failure });
    await expect(run("arn:aws:states:::lambda:invoke", { FunctionName: "f" })).rejects.toMatchObject({
      error: "OurError",
      cause: '{"errorType":"OurError","errorMessage":"no"}',
    });
  });

  it("fails when there is no such function", async () => {
    const { run } = aRunner();
    const arn = "arn:aws:lambda:eu-west-1:111122223333:function:missing";
    await expect(run(arn)).rejects.toMatchObject({ error: "Lambda.ResourceNotFoundException" });
  });

  it("sends an object as the text of a message", async () => {
    const { run } = aRunner({ SQS: { SendMessage: ({ MessageBody }) => ({ got: MessageBody }) } });
    expect(await run("arn:aws:states:::sqs:sendMessage", { QueueUrl: "u", MessageBody: { a: 1 } })).toEqual({
      got: '{"a":1}',
    });
    expect(await run("arn:aws:states:::sqs:sendMessage", { QueueUrl: "u", MessageBody: "t" })).toEqual({ got: "t" });
  });

  it("puts events whose detail is an object, and fails when one is refused", async () => {
    const PutEvents: Operation = ({ Entries: [{ Detail }] }) => ({
      FailedEntryCount: Detail === '{"bad":1}' ? 1 : 0,
      Entries: [],
    });
    const { run } = aRunner({ EventBridge: { PutEvents } });
    const put = (Detail: object) => run("arn:aws:states:::events:putEvents", { Entries: [{ Detail }] });
    expect(await put({ a: 1 })).toEqual({ FailedEntryCount: 0, Entries: [] });
    await expect(put({ bad: 1 })).rejects.toMatchObject({ error: "EventBridge.FailedEntry" });
  });

  it("calls any operation of a simulated service, its instants as text", async () => {
    const { run, calls } = aRunner({ Detective: { GetInvestigation: ({ Id }) => ({ Id, CreatedTime: new Date(0) }) } });
    expect(await run("arn:aws:states:::aws-sdk:detective:getInvestigation", { Id: "1" })).toEqual({
      Id: "1",
      CreatedTime: "1970-01-01T00:00:00.000Z",
    });
    expect(calls).toMatchObject([{ service: "Detective", operation: "GetInvestigation", ...call, status: 200 }]);
  });

  it.each([
    ["aws-sdk:detective:startInvestigation", "TooManyRequestsException", "Detective.TooManyRequestsException"],
    ["aws-sdk:securityhub:getFindings", "LimitExceededException", "SecurityHub.LimitExceededException"],
    ["aws-sdk:sfn:startExecution", "ExecutionAlreadyExists", "Sfn.ExecutionAlreadyExistsException"],
    ["aws-sdk:dynamodb:putItem", "ConditionalCheckFailedException", "DynamoDb.ConditionalCheckFailedException"],
    ["sqs:sendMessage", "QueueDoesNotExist", "SQS.QueueDoesNotExistException"],
  ])("names the error of %s: %s is %s", async (integration, name, error) => {
    const all = ["StartInvestigation", "GetFindings", "StartExecution", "PutItem", "SendMessage"];
    const operations = Object.fromEntries(all.map((operation) => [operation, refuse(name)]));
    const services = Object.fromEntries(
      ["Detective", "SecurityHub", "SFN", "DynamoDB", "SQS"].map((each) => [each, operations]),
    );
    const { run, calls } = aRunner(services);
    await expect(run(`arn:aws:states:::${integration}`)).rejects.toMatchObject({ error });
    expect(calls).toMatchObject([{ status: 400, error: name }]);
  });

  it.each(["aws-sdk:polly:speak", "aws-sdk:detective:dance", "aws-sdk:detective:constructor"])(
    "refuses %s by name",
    async (integration) => {
      const { run } = aRunner({ Detective: {} });
      const resource = `arn:aws:states:::${integration}`;
      await expect(run(resource)).rejects.toMatchObject({
        error: "States.Runtime",
        cause: expect.stringMatching(/local AWS/),
      });
    },
  );
});
