import { describe, expect, it } from "vitest";
import { TaskError } from "#local/engine/errors.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { functionArn, only, runMachine, startAtMs } from "./run-machine.ts";

const task = (fields: object) => only({ Type: "Task", Resource: functionArn, ...fields });
const integration = "arn:aws:states:::aws-sdk:detective:getInvestigation";

describe("a Task state", () => {
  it("hands resource, state name and arguments to the runner, and takes its result as output", async () => {
    const run = await runMachine(task({ Arguments: { n: "{% $states.input.n + 1 %}" } }), {
      input: { n: 1 },
      runTask: async (given) => given,
    });
    const stateMachineArn = "arn:aws:states:eu-central-1:111122223333:stateMachine:machine";
    const input = { input: { n: 2 }, inputText: '{"n":2}' };
    expect(run.output).toEqual({ resource: functionArn, stateMachineArn, stateName: "Only", ...input });
  });

  it("evaluates Output and Assign on the values at state entry", async () => {
    const run = await runMachine(
      {
        StartAt: "Set",
        States: {
          Set: { Type: "Pass", Assign: { v: 1 }, Next: "Work" },
          Work: {
            Type: "Task",
            Resource: functionArn,
            Assign: { v: "{% $states.result.v %}", old: "{% $v %}" },
            Output: "{% $v %}",
            Next: "Look",
          },
          Look: { Type: "Pass", Output: ["{% $states.input %}", "{% $v %}", "{% $old %}"], End: true },
        },
      },
      { runTask: async () => ({ v: 2 }) },
    );
    expect(run.output).toEqual([1, 2, 1]);
  });

  it("fails with States.Timeout when the runner takes longer than TimeoutSeconds, and ignores what comes late", async () => {
    const clock = new VirtualClock(startAtMs);
    const run = await runMachine(task({ TimeoutSeconds: "{% 30 %}" }), { clock, runTask: () => clock.sleep(60_000) });
    expect(run.outcome).toEqual({ status: "FAILED", error: "States.Timeout" });
    expect(run.elapsedMs).toBe(30_000);
    await clock.settled();
    expect(run.types.slice(2)).toEqual([
      "LambdaFunctionScheduled",
      "LambdaFunctionStarted",
      "LambdaFunctionTimedOut",
      "ExecutionFailed",
    ]);
  });

  it("leaves no timer behind when the runner is in time", async () => {
    const clock = new VirtualClock(startAtMs);
    await runMachine(task({ TimeoutSeconds: 30 }), { clock });
    await clock.settled();
    expect(clock.now()).toBe(startAtMs);
  });

  it.each([
    [functionArn, ["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionFailed"]],
    [integration, ["TaskScheduled", "TaskStarted", "TaskFailed"]],
  ])("records the events of its family for %s", async (Resource, expected) => {
    const run = await runMachine(only({ Type: "Task", Resource }), {
      runTask: () => Promise.reject(new TaskError({ error: "E" })),
    });
    expect(run.types.slice(2, -1)).toEqual(expected);
  });

  it("gives integration events AWS's shape", async () => {
    const run = await runMachine(only({ Type: "Task", Resource: integration, TimeoutSeconds: 9 }), { input: { A: 1 } });
    expect(run.events.slice(2, 5)).toMatchObject([
      {
        id: 3,
        previousEventId: 2,
        taskScheduledEventDetails: {
          resourceType: "aws-sdk:detective",
          resource: "getInvestigation",
          region: "eu-central-1",
          parameters: '{"A":1}',
          timeoutInSeconds: 9,
        },
      },
      { id: 4, taskStartedEventDetails: { resourceType: "aws-sdk:detective", resource: "getInvestigation" } },
      { id: 5, taskSucceededEventDetails: { output: '{"A":1}', outputDetails: { truncated: false } } },
    ]);
  });

  it("ends the execution, uncaught, when the runner itself is at fault", async () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Only" }];
    const run = await runMachine(task({ Catch }), { runTask: () => Promise.reject(new RangeError("bug")) });
    expect(run.outcome).toMatchObject({
      status: "FAILED",
      error: "States.Runtime",
      cause: expect.stringContaining("RangeError: bug"),
    });
  });
});
