import type { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { executionsAdapter } from "#adapters/step-functions.ts";
import { failing, fakeClient } from "./fake-client.ts";

const machine = "arn:aws:states:eu-west-1:111122223333:stateMachine:investigate";
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:name";
const adapter = (answers: Parameters<typeof fakeClient>[0]) => {
  const client = fakeClient<SFNClient>(answers);
  return { executions: executionsAdapter(machine, client), calls: client.calls };
};

describe("start()", () => {
  it("starts an execution", async () => {
    const { executions, calls } = adapter({ StartExecution: () => ({ executionArn }) });
    expect(await executions.start("name", "{}")).toEqual({ kind: "started", executionArn });
    expect(calls).toEqual([["StartExecution", { stateMachineArn: machine, name: "name", input: "{}" }]]);
  });

  it.each([
    { status: "RUNNING", input: "{}", kind: "started" },
    { status: "SUCCEEDED", input: "{}", kind: "started" },
    { status: "FAILED", input: "{}", kind: "exists" },
    { status: "ABORTED", input: "{}", kind: "exists" },
    { status: "TIMED_OUT", input: "{}", kind: "exists" },
    { status: "PENDING_REDRIVE", input: "{}", kind: "exists" },
    { status: "SUCCEEDED", input: '{"other":1}', kind: "exists" },
  ])("answers $kind when the name has a $status execution with input $input", async ({ status, input, kind }) => {
    const { executions } = adapter({
      StartExecution: failing("ExecutionAlreadyExists"),
      DescribeExecution: ({ executionArn: asked }) => (asked === executionArn ? { status, input } : undefined),
    });
    expect(await executions.start("name", "{}")).toMatchObject({ kind });
  });

  it("throws ServiceUnavailable when the namesake cannot be seen yet", async () => {
    const { executions } = adapter({
      StartExecution: failing("ExecutionAlreadyExists"),
      DescribeExecution: failing("ExecutionDoesNotExist"),
    });
    await expect(executions.start("name", "{}")).rejects.toMatchObject({ name: "ServiceUnavailable" });
  });

  it.each([
    { error: "ThrottlingException", name: "Throttled" },
    { error: "ExecutionLimitExceeded", name: "Throttled" },
    { error: "StateMachineDoesNotExist", name: "SetupFault" },
    { error: "InvalidExecutionInput", name: "InvalidExecutionInput" },
  ])("throws $name on $error", async ({ error, name }) => {
    const { executions } = adapter({ StartExecution: failing(error) });
    await expect(executions.start("name", "{}")).rejects.toMatchObject({ name });
  });
});

describe("describe()", () => {
  it("tells status, input and error", async () => {
    const { executions } = adapter({ DescribeExecution: () => ({ status: "FAILED", input: "{}", error: "E" }) });
    expect(await executions.describe(executionArn)).toEqual({ status: "FAILED", input: "{}", error: "E" });
  });

  it("answers undefined when Step Functions no longer knows the execution", async () => {
    const { executions } = adapter({ DescribeExecution: failing("ExecutionDoesNotExist") });
    expect(await executions.describe(executionArn)).toBeUndefined();
  });
});
