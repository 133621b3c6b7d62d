import { describe, expect, it } from "vitest";
import { TaskError } from "#local/engine/errors.ts";
import type { TaskRunner } from "#local/engine/execution.ts";
import type { ServiceError } from "#local/service.ts";
import type { ExecutionStatusChange } from "#local/services/states/status-change.ts";
import { type StatesDeps, statesService } from "#local/services/states.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const startAtMs = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const call = { region: "eu-central-1", accountId: "111122223333" };
const functionArn = "arn:aws:lambda:eu-central-1:111122223333:function:work";

const definition = {
  QueryLanguage: "JSONata",
  StartAt: "Nap",
  States: {
    Nap: { Type: "Wait", Seconds: 60, Next: "Work" },
    Work: { Type: "Task", Resource: functionArn, End: true },
  },
};

function aService(deps: Partial<StatesDeps> & { readonly runTask?: TaskRunner } = {}) {
  const clock = new VirtualClock(startAtMs);
  const world = { clock, partition: "aws", ...call };
  const changes: ExecutionStatusChange[] = [];
  const service = statesService(world, {
    runTask: async ({ input }) => input,
    onStatusChange: (change) => changes.push(change),
    ...deps,
  });
  const { stateMachineArn } = service.createStateMachine({ name: "machine", definition });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read member by member
  const send = async (operation: string, input: object): Promise<any> => service.operations[operation]?.(input, call);
  const start = (input: object = {}) => send("StartExecution", { stateMachineArn, ...input });
  return { clock, service, changes, stateMachineArn, send, start };
}

const refusal = (promise: Promise<unknown>): Promise<Partial<ServiceError>> =>
  promise.then(
    () => ({ name: "none" }),
    ({ name, message, status }) => ({ name, message, status }),
  );

describe("StartExecution", () => {
  it("starts an execution under its name, and DescribeExecution follows it to its end", async () => {
    const { clock, send, start } = aService();
    const { executionArn, startDate } = await start({ name: "one", input: '{"a": 1}' });
    expect(executionArn).toBe("arn:aws:states:eu-central-1:111122223333:execution:machine:one");
    expect(startDate).toEqual(new Date(startAtMs));
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({ status: "RUNNING", input: '{"a": 1}' });
    await clock.settled();
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({
      status: "SUCCEEDED",
      output: '{"a":1}',
      stopDate: new Date(startAtMs + 60_000),
      redriveStatus: "NOT_REDRIVABLE",
    });
  });

  it("answers the running execution when name and input are the same, and refuses the name otherwise", async () => {
    const { clock, service, start } = aService();
    const first = await start({ name: "one", input: "{}" });
    expect(await start({ name: "one", input: "{}" })).toEqual(first);
    expect(service.executions()).toHaveLength(1);
    expect((await refusal(start({ name: "one", input: "{ }" }))).name).toBe("ExecutionAlreadyExists");
    await clock.settled();
    expect((await refusal(start({ name: "one", input: "{}" }))).name).toBe("ExecutionAlreadyExists");
  });

  it("frees a name 90 days after its execution closed", async () => {
    const { clock, send, start } = aService();
    const { executionArn } = await start({ name: "one" });
    await clock.sleep(60_000 + 90 * day - 1);
    expect((await refusal(start({ name: "one" }))).name).toBe("ExecutionAlreadyExists");
    await clock.sleep(1);
    expect((await refusal(send("DescribeExecution", { executionArn }))).name).toBe("ExecutionDoesNotExist");
    expect((await start({ name: "one" })).startDate).toEqual(new Date(clock.now()));
  });

  it.each([
    [
      "a machine that is not there",
      { stateMachineArn: "arn:aws:states:eu-central-1:111122223333:stateMachine:no" },
      "StateMachineDoesNotExist",
    ],
    ["no ARN", { stateMachineArn: "machine" }, "InvalidArn"],
    ["a name with a colon", { name: "a:b" }, "InvalidName"],
    ["a name with a space", { name: "a b" }, "InvalidName"],
    ["a name of 81 characters", { name: "a".repeat(81) }, "ValidationException"],
    ["broken JSON", { input: "{" }, "InvalidExecutionInput"],
    ["262,145 bytes of input", { input: `"a${"ä".repeat(131_071)}"` }, "ValidationException"],
    ["a number as input", { input: 1 }, "ValidationException"],
  ])("refuses %s", async (_, input, name) => {
    expect(await refusal(aService().start(input))).toMatchObject({ name, status: 400 });
  });

  it("takes 262,144 bytes of input and a name of 80 characters", async () => {
    const { executionArn } = await aService().start({ name: "é".repeat(80), input: `"${"ä".repeat(131_071)}"` });
    expect(executionArn).toContain(":execution:machine:é");
  });

  it("throttles at 800 at once and 150 a second", async () => {
    const { clock, start } = aService();
    const startMany = async (count: number) => {
      const outcomes = await Promise.all(Array.from({ length: count }, () => refusal(start())));
      return outcomes.filter(({ name }) => name === "none").length;
    };
    expect(await startMany(900)).toBe(800);
    expect(await refusal(start())).toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
    await clock.sleep(1_000);
    expect(await startMany(200)).toBe(150);
  });
});

describe("ListExecutions", () => {
  it("lists the latest start first, filters by status and pages", async () => {
    const { clock, stateMachineArn, send, start } = aService();
    for (const name of ["a", "b", "c"]) {
      await start({ name });
      await clock.sleep(40_000);
    }
    const names = async (input: object) => {
      const { executions, nextToken } = await send("ListExecutions", { stateMachineArn, ...input });
      return { names: executions.map(({ name }: { name: string }) => name), nextToken };
    };
    expect((await names({})).names).toEqual(["c", "b", "a"]);
    expect((await names({ statusFilter: "SUCCEEDED" })).names).toEqual(["b", "a"]);
    const first = await names({ maxResults: 2 });
    expect(first.names).toEqual(["c", "b"]);
    expect(await names({ maxResults: 2, nextToken: first.nextToken })).toEqual({ names: ["a"], nextToken: undefined });
    expect((await refusal(names({ nextToken: "made-up" }))).name).toBe("InvalidToken");
    expect((await refusal(names({ statusFilter: "DONE" }))).name).toBe("ValidationException");
  });
});

describe("GetExecutionHistory", () => {
  it("pages forwards and backwards, and leaves the data out when asked", async () => {
    const { clock, send, start } = aService();
    const { executionArn } = await start();
    await clock.settled();
    const page = await send("GetExecutionHistory", { executionArn, maxResults: 5 });
    expect(page.events.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3, 4, 5]);
    const rest = await send("GetExecutionHistory", { executionArn, maxResults: 5, nextToken: page.nextToken });
    expect(rest.events.map(({ type }: { type: string }) => type)).toEqual([
      "LambdaFunctionStarted",
      "LambdaFunctionSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    const last = await send("GetExecutionHistory", {
      executionArn,
      reverseOrder: true,
      maxResults: 1,
      includeExecutionData: false,
    });
    expect(last.events).toEqual([
      {
        id: 9,
        previousEventId: 8,
        type: "ExecutionSucceeded",
        timestamp: new Date(startAtMs + 60_000),
        executionSucceededEventDetails: {},
      },
    ]);
  });
});

describe("StopExecution", () => {
  it("aborts a running execution, and leaves an ended one alone", async () => {
    const { changes, send, start } = aService();
    const { executionArn } = await start();
    expect(await send("StopExecution", { executionArn, error: "Enough", cause: "now" })).toEqual({
      stopDate: new Date(startAtMs),
    });
    const stopped = { status: "ABORTED", error: "Enough", cause: "now", redriveStatus: "REDRIVABLE" };
    expect(await send("DescribeExecution", { executionArn })).toMatchObject(stopped);
    await send("StopExecution", { executionArn, error: "Again" });
    expect(await send("DescribeExecution", { executionArn })).toMatchObject(stopped);
    expect(changes.map(({ detail }) => detail.status)).toEqual(["RUNNING", "ABORTED"]);
  });
});

describe("RedriveExecution", () => {
  const aborted = async () => {
    const service = aService();
    const { executionArn } = await service.start({ name: "one" });
    await service.clock.sleep(30_000);
    await service.send("StopExecution", { executionArn });
    const redrive = (input: object = {}) => service.send("RedriveExecution", { executionArn, ...input });
    return { ...service, executionArn, redrive };
  };

  it("goes on with an aborted execution under its own name, to its end", async () => {
    const { clock, changes, stateMachineArn, executionArn, send, redrive } = await aborted();
    await clock.sleep(60_000);
    const redriveDate = new Date(startAtMs + 90_000);
    expect(await redrive()).toEqual({ redriveDate });
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({
      status: "RUNNING",
      redriveCount: 1,
      redriveDate,
      startDate: new Date(startAtMs),
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution is RUNNING and cannot be redriven",
    });
    await clock.settled();
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({
      status: "SUCCEEDED",
      redriveCount: 1,
      stopDate: new Date(startAtMs + 150_000),
    });
    expect(changes.map(({ atMs, detail }) => [atMs - startAtMs, detail.status, detail.redriveCount])).toEqual([
      [0, "RUNNING", 0],
      [30_000, "ABORTED", 0],
      [90_000, "RUNNING", 1],
      [150_000, "SUCCEEDED", 1],
    ]);
    expect(changes[2]?.detail).toMatchObject({ stopDate: null, redriveDate: redriveDate.getTime() });
    const list = (redriveFilter: string) => send("ListExecutions", { stateMachineArn, redriveFilter });
    expect((await list("REDRIVEN")).executions).toMatchObject([{ name: "one", redriveCount: 1, redriveDate }]);
    expect((await list("NOT_REDRIVEN")).executions).toEqual([]);
  });

  it("refuses an execution that runs or has succeeded, and one that it does not know", async () => {
    const { clock, send, start } = aService();
    const { executionArn } = await start();
    const redrive = (arn: string) => refusal(send("RedriveExecution", { executionArn: arn }));
    expect(await redrive(executionArn)).toMatchObject({ name: "ExecutionNotRedrivable", status: 400 });
    await clock.settled();
    expect((await redrive(executionArn)).message).toContain("Execution is SUCCEEDED and cannot be redriven");
    expect((await redrive(`${executionArn}-not`)).name).toBe("ExecutionDoesNotExist");
  });

  it("is possible for 14 days after the end", async () => {
    const { clock, executionArn, send, redrive } = await aborted();
    await clock.sleep(14 * day - 1);
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({ redriveStatus: "REDRIVABLE" });
    await clock.sleep(1);
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution redrivable period exceeded",
    });
    expect((await refusal(redrive())).name).toBe("ExecutionNotRedrivable");
  });

  it("refuses a history of 24,999 events and more", async () => {
    const { clock, service, send } = aService();
    const { stateMachineArn } = service.createStateMachine({
      name: "endless",
      definition: { StartAt: "Nap", States: { Nap: { Type: "Wait", Seconds: 1, Next: "Nap" } } },
    });
    const { executionArn } = await send("StartExecution", { stateMachineArn });
    await clock.settled();
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({
      status: "FAILED",
      redriveStatusReason: "Execution history event limit exceeded",
    });
    expect((await refusal(send("RedriveExecution", { executionArn }))).name).toBe("ExecutionNotRedrivable");
  });

  it("answers a client token again for 15 minutes, whatever became of the execution", async () => {
    const { clock, executionArn, send, redrive } = await aborted();
    const first = await redrive({ clientToken: "once" });
    await send("StopExecution", { executionArn });
    await clock.sleep(60_000);
    expect(await redrive({ clientToken: "once" })).toEqual(first);
    expect(await send("DescribeExecution", { executionArn })).toMatchObject({ status: "ABORTED", redriveCount: 1 });
    await clock.sleep(15 * 60_000);
    expect(await redrive({ clientToken: "once" })).toEqual({ redriveDate: new Date(clock.now()) });
  });
});

describe("status changes", () => {
  it("carry the detail of the service's own event", async () => {
    const { clock, changes, stateMachineArn, start } = aService({
      runTask: () => Promise.reject(new TaskError({ error: "E", cause: "c" })),
    });
    const { executionArn } = await start({ name: "one", input: '{"a":1}' });
    await clock.settled();
    expect(changes).toHaveLength(2);
    expect(changes[1]).toEqual({
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      region: "eu-central-1",
      atMs: startAtMs + 60_000,
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn,
        name: "one",
        status: "FAILED",
        startDate: startAtMs,
        stopDate: startAtMs + 60_000,
        input: '{"a":1}',
        inputDetails: { included: true },
        output: null,
        outputDetails: null,
        error: "E",
        cause: "c",
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        redriveCount: 0,
        redriveDate: null,
        redriveStatus: "REDRIVABLE",
        redriveStatusReason: null,
      },
    });
  });

  it("leave the input out when it is over 248 KiB escaped", async () => {
    const { changes, start } = aService();
    // Each quote is 2 bytes in the input and 4 escaped in the event.
    await start({ input: JSON.stringify({ text: '"'.repeat(64_000) }) });
    expect(changes[0]?.detail).toMatchObject({ status: "RUNNING", input: null, inputDetails: { included: false } });
  });
});

describe("statesService()", () => {
  it("tells history events as they happen, and sums executions up", async () => {
    const seen: string[] = [];
    const { clock, service, start } = aService({
      onHistory: (arn, { type }, id) => seen.push(`${arn.split(":").at(-1)} ${id} ${type}`),
    });
    const { executionArn } = await start({ name: "one" });
    expect(seen).toEqual(["one 1 ExecutionStarted", "one 2 WaitStateEntered"]);
    expect(service.executions()).toMatchObject([{ name: "one", status: "RUNNING", stateTransitions: 1 }]);
    await clock.settled();
    expect(seen).toHaveLength(9);
    expect(service.executions()).toEqual([
      { executionArn, name: "one", status: "SUCCEEDED", stateTransitions: 2, historyEvents: 9 },
    ]);
  });

  it("describes and lists its state machines", async () => {
    const { stateMachineArn, send } = aService();
    expect(await send("DescribeStateMachine", { stateMachineArn })).toMatchObject({
      name: "machine",
      status: "ACTIVE",
      type: "STANDARD",
      definition: JSON.stringify(definition),
      roleArn: "arn:aws:iam::111122223333:role/machine",
    });
    expect((await send("ListStateMachines", {})).stateMachines).toMatchObject([{ stateMachineArn, name: "machine" }]);
  });

  it("refuses an Express machine by name", () => {
    const { service } = aService();
    expect(() => service.createStateMachine({ name: "express", definition, type: "EXPRESS" })).toThrow(
      /type EXPRESS is not supported/,
    );
  });

  it("runs 1,000 executions of four states in well under a second of virtual and real time", async () => {
    const { clock, service } = aService();
    const Pass = (Next: string) => ({ Type: "Pass", Output: "{% {'n': $states.input.n + 1} %}", Next });
    const { stateMachineArn } = service.createStateMachine({
      name: "four",
      definition: {
        QueryLanguage: "JSONata",
        StartAt: "A",
        States: { A: Pass("B"), B: Pass("C"), C: Pass("D"), D: { Type: "Succeed" } },
      },
    });
    const began = performance.now();
    for (let batch = 0; batch < 2; batch++) {
      for (let n = 0; n < 500; n++)
        await service.operations["StartExecution"]?.({ stateMachineArn, input: '{"n":0}' }, call);
      await clock.sleep(10_000);
    }
    expect(performance.now() - began).toBeLessThan(30_000);
    const ended = service.executions();
    expect(
      ended.filter(({ status, stateTransitions }) => status === "SUCCEEDED" && stateTransitions === 4),
    ).toHaveLength(1000);
  });
});
