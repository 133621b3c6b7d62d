import { describe, expect, it } from "vitest";
import { TaskError } from "#local/engine/errors.ts";
import type { Task } from "#local/engine/execution.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { functionArn, only, runMachine, startAtMs } from "./run-machine.ts";

const work = { Type: "Task", Resource: functionArn, End: true };
const map = (fields: object, states: Record<string, object> = { Work: work }) =>
  only({ Type: "Map", ItemProcessor: { StartAt: Object.keys(states)[0], States: states }, ...fields });
const list = (length: number) => Array.from({ length }, (_, index) => index);

/** A runner that takes 10 s and counts how many it does at once. */
function busy() {
  const clock = new VirtualClock(startAtMs);
  const seen = { now: 0, most: 0 };
  const runTask = async ({ input }: Task) => {
    seen.most = Math.max(seen.most, ++seen.now);
    await clock.sleep(10_000);
    seen.now--;
    return input;
  };
  return { clock, runTask, seen };
}

describe("a Map state", () => {
  it.each([
    ["0", 100, 40, 30_000],
    ["absent", 40, 40, 10_000],
    ["5", 20, 5, 40_000],
    ["1000", 41, 40, 20_000],
  ])("runs with MaxConcurrency %s", async (limit, count, most, elapsedMs) => {
    const world = busy();
    const run = await runMachine(map(limit === "absent" ? {} : { MaxConcurrency: Number(limit) }), {
      ...world,
      input: list(count),
    });
    expect(run.output).toEqual(list(count));
    expect(world.seen.most).toBe(most);
    expect(run.elapsedMs).toBe(elapsedMs);
  });

  it("answers the outputs in the order of the items, whichever ends first", async () => {
    const run = await runMachine(map({}, { Nap: { Type: "Wait", Seconds: "{% $states.input %}", End: true } }), {
      input: [3, 1, 2],
    });
    expect(run.output).toEqual([3, 1, 2]);
    expect(run.elapsedMs).toBe(3_000);
  });

  it("shapes items with ItemSelector and shows them in the context inside", async () => {
    const run = await runMachine(
      map(
        {
          Items: "{% $states.input.list %}",
          ItemSelector: { at: "{% $states.context.Map.Item.Index %}", all: "{% $count($states.input.list) %}" },
        },
        {
          Look: {
            Type: "Pass",
            Output: { in: "{% $states.input %}", item: "{% $states.context.Map.Item.Value %}" },
            End: true,
          },
        },
      ),
      { input: { list: ["a", "b"] } },
    );
    expect(run.output).toEqual([
      { in: { at: 0, all: 2 }, item: "a" },
      { in: { at: 1, all: 2 }, item: "b" },
    ]);
  });

  it("keeps the variables of iterations apart, and reads outer ones", async () => {
    const run = await runMachine({
      StartAt: "Outer",
      States: {
        Outer: { Type: "Pass", Assign: { base: 10 }, Next: "Each" },
        Each: {
          Type: "Map",
          Items: [1, 2, 3],
          ItemProcessor: {
            StartAt: "Set",
            States: {
              Set: { Type: "Pass", Assign: { mine: "{% $states.input + $base %}" }, Next: "Nap" },
              Nap: { Type: "Wait", Seconds: 1, Next: "Get" },
              Get: { Type: "Pass", Output: "{% $mine %}", End: true },
            },
          },
          Next: "After",
        },
        After: { Type: "Pass", Output: { out: "{% $states.input %}", leaked: "{% $exists($mine) %}" }, End: true },
      },
    });
    expect(run.output).toEqual({ out: [11, 12, 13], leaked: false });
  });

  it("fails as a whole when one iteration fails, and stops the others", async () => {
    const clock = new VirtualClock(startAtMs);
    const run = await runMachine(map({ ToleratedFailureCount: 1 }), {
      clock,
      input: list(3),
      runTask: async ({ input }) => {
        await clock.sleep(input === 1 ? 1_000 : 60_000);
        throw new TaskError({ error: `E${input}` });
      },
    });
    expect(run.outcome).toMatchObject({ status: "FAILED", error: "E1" });
    expect(run.elapsedMs).toBe(1_000);
    const last = run.events.slice(-8).map(({ type, previousEventId }) => ({ type, previousEventId }));
    const failedEventId = run.events.length - 7;
    expect(last.map(({ type }) => type)).toEqual([
      "LambdaFunctionFailed",
      "MapIterationFailed",
      "TaskStateAborted",
      "MapIterationAborted",
      "TaskStateAborted",
      "MapIterationAborted",
      "MapStateFailed",
      "ExecutionFailed",
    ]);
    expect(new Set(last.slice(1, -1).map(({ previousEventId }) => previousEventId))).toEqual(new Set([failedEventId]));
  });

  it("runs every iteration again when it is retried", async () => {
    let calls = 0;
    const run = await runMachine(map({ Retry: [{ ErrorEquals: ["E"] }] }), {
      input: list(2),
      runTask: async ({ input }) => {
        if (++calls <= 2) throw new TaskError({ error: "E" });
        return input;
      },
    });
    expect(run.output).toEqual([0, 1]);
    expect(calls).toBe(4);
    // Map, 2 tasks, the retried Map, 2 tasks
    expect(run.stateTransitions).toBe(6);
  });

  it("answers an empty list for no items", async () => {
    const run = await runMachine(map({}), { input: [] });
    expect(run.output).toEqual([]);
    expect(run.types).toEqual([
      "ExecutionStarted",
      "MapStateEntered",
      "MapStateStarted",
      "MapStateSucceeded",
      "MapStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("chains each iteration's events to each other", async () => {
    const run = await runMachine(map({}), { input: list(2) });
    const started = run.events.filter(({ type }) => type === "MapIterationStarted");
    expect(started.map((event) => event["mapIterationStartedEventDetails"])).toEqual([
      { name: "Only", index: 0 },
      { name: "Only", index: 1 },
    ]);
    expect(new Set(started.map(({ previousEventId }) => previousEventId))).toEqual(new Set([3]));
    for (const { id, previousEventId } of run.events) expect(previousEventId).toBeLessThan(id);
  });
});
