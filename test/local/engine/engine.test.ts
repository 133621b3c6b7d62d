import { describe, expect, it } from "vitest";
import { compileMachine } from "#local/engine/compile.ts";
import { startExecution } from "#local/engine/engine.ts";
import { historyEventsMax, payloadBytesMax } from "#local/engine/limits.ts";
import { Payload } from "#local/engine/payload.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { functionArn, identity, only, runMachine, startAtMs } from "./run-machine.ts";

const loop = (Wait: object) => ({ StartAt: "Wait", States: { Wait: { Type: "Wait", Next: "Wait", ...Wait } } });

function start(definition: object, clock: VirtualClock) {
  return startExecution(compileMachine({ QueryLanguage: "JSONata", ...definition }), identity, new Payload({}), {
    clock,
    runTask: () => new Promise(() => {}),
    chance: { random: () => 0, uuid: () => "" },
  });
}

describe("startExecution()", () => {
  it("records events in AWS's shape", async () => {
    const run = await runMachine(only({ Type: "Pass", Assign: { a: 1 }, Output: "{% $states.input.n %}" }), {
      input: { n: 5 },
    });
    const timestamp = new Date(startAtMs);
    expect(run.events).toEqual([
      {
        timestamp,
        type: "ExecutionStarted",
        id: 1,
        previousEventId: 0,
        executionStartedEventDetails: {
          input: '{"n":5}',
          inputDetails: { truncated: false },
          roleArn: identity.roleArn,
        },
      },
      {
        timestamp,
        type: "PassStateEntered",
        id: 2,
        previousEventId: 0,
        stateEnteredEventDetails: { name: "Only", input: '{"n":5}', inputDetails: { truncated: false } },
      },
      {
        timestamp,
        type: "PassStateExited",
        id: 3,
        previousEventId: 2,
        stateExitedEventDetails: {
          name: "Only",
          output: "5",
          outputDetails: { truncated: false },
          assignedVariables: { a: "1" },
          assignedVariablesDetails: { truncated: false },
        },
      },
      {
        timestamp,
        type: "ExecutionSucceeded",
        id: 4,
        previousEventId: 3,
        executionSucceededEventDetails: { output: "5", outputDetails: { truncated: false } },
      },
    ]);
  });

  it("times out after the machine's TimeoutSeconds, also while a task hangs", async () => {
    const clock = new VirtualClock(startAtMs);
    const running = start({ TimeoutSeconds: 600, ...only({ Type: "Task", Resource: functionArn }) }, clock);
    expect(await running.done).toEqual({ status: "TIMED_OUT" });
    expect(clock.now() - startAtMs).toBe(600_000);
    expect(running.history.slice(running.history.length, running.history.length)).toMatchObject([
      { type: "ExecutionTimedOut" },
    ]);
  });

  it("abort() ends it at once, and leaves nothing on the clock", async () => {
    const clock = new VirtualClock(startAtMs);
    const running = start(loop({ Seconds: 60 }), clock);
    clock.at(startAtMs + 90_000, () => running.abort("Enough", "of this"));
    expect(await running.done).toEqual({ status: "ABORTED", error: "Enough", cause: "of this" });
    expect(clock.now() - startAtMs).toBe(90_000);
    running.abort("Late");
    await clock.settled();
    expect(clock.now() - startAtMs).toBe(90_000);
    expect(running.history.slice(1, 99).at(-1)).toMatchObject({
      type: "ExecutionAborted",
      executionAbortedEventDetails: { error: "Enough", cause: "of this" },
    });
  });

  it("fails at 25,000 events", async () => {
    const run = await runMachine(loop({ Seconds: 0 }));
    expect(run.events).toHaveLength(historyEventsMax);
    expect(run.outcome).toMatchObject({ status: "FAILED", cause: expect.stringContaining("25000") });
    expect(run.types.at(-1)).toBe("ExecutionFailed");
  });

  it("fails at 25,000 events inside a Map, and stops every iteration", async () => {
    const clock = new VirtualClock(startAtMs);
    const processor = { StartAt: "Nap", States: { Nap: { Type: "Wait", Seconds: 1, Next: "Nap" } } };
    const run = await runMachine(only({ Type: "Map", ItemProcessor: processor }), { clock, input: [1, 2, 3] });
    expect(run.events).toHaveLength(historyEventsMax);
    await clock.settled();
    expect(clock.now() - startAtMs).toBe(run.elapsedMs);
  });

  it("lets virtual time stand still while it computes", async () => {
    const clock = new VirtualClock(startAtMs);
    const seen: number[] = [];
    clock.at(startAtMs + 5, () => seen.push(running.history.length));
    const States = {
      One: { Type: "Pass", Output: "{% $sum([1..2000]) %}", Next: "Two" },
      Two: { Type: "Wait", Seconds: 9, End: true },
    };
    const running = start({ StartAt: "One", States }, clock);
    await running.done;
    expect(seen).toEqual([4]); // started, One entered and exited, Two entered
  });

  it("repeats itself, event for event, when chance and tasks repeat themselves", async () => {
    const definition = only({
      Type: "Map",
      ItemProcessor: {
        StartAt: "Nap",
        States: {
          Nap: { Type: "Wait", Seconds: "{% $states.input % 7 %}", Next: "Say" },
          Say: { Type: "Pass", Output: "{% $random() %}", End: true },
        },
      },
    });
    const once = () => runMachine(definition, { input: Array.from({ length: 50 }, (_, index) => index * 13) });
    expect((await once()).events).toEqual((await once()).events);
  });
});

describe("the payload limit", () => {
  const catchAll = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }] };
  const definition = (work: object) => ({
    StartAt: "Work",
    States: {
      Work: { Type: "Task", Resource: functionArn, End: true, ...catchAll, ...work },
      Caught: { Type: "Pass", End: true },
    },
  });
  // The quotes count too.
  const text = (bytes: number) => "ä".repeat((bytes - 2) / 2);

  it("takes 262,144 bytes of UTF-8", async () => {
    expect((await runMachine(definition({}), { runTask: async () => text(payloadBytesMax) })).outcome.status).toBe(
      "SUCCEEDED",
    );
  });

  it("fails the task, for States.ALL to catch, when its result has more", async () => {
    const run = await runMachine(definition({}), { runTask: async () => text(payloadBytesMax + 2) });
    expect(run.output).toMatchObject({ Error: "States.DataLimitExceeded" });
  });

  it("fails the state, past States.ALL, when its own output has more", async () => {
    const run = await runMachine(definition({ Output: ["{% $states.result %}", "{% $states.result %}"] }), {
      runTask: async () => text(payloadBytesMax - 2),
    });
    expect(run.outcome).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });

  it("holds variables to it as well", async () => {
    const run = await runMachine(
      definition({ Output: 1, Assign: { a: "{% $states.result %}", b: "{% $states.result %}" } }),
      {
        runTask: async () => text(payloadBytesMax - 2),
      },
    );
    expect(run.outcome).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });
});
