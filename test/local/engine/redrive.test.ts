import { describe, expect, it } from "vitest";
import { compileMachine } from "#local/engine/compile.ts";
import { type Outcome, redriveExecution, type Standing, startExecution } from "#local/engine/engine.ts";
import { TaskError } from "#local/engine/errors.ts";
import type { Task } from "#local/engine/execution.ts";
import { Payload } from "#local/engine/payload.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { functionArn, identity, only, startAtMs } from "./run-machine.ts";

const task = (fields: object = {}) => ({ Type: "Task", Resource: functionArn, End: true, ...fields });
const map = (states: Record<string, object>, fields: object = {}) => ({
  Type: "Map",
  ItemProcessor: { StartAt: Object.keys(states)[0], States: states },
  End: true,
  ...fields,
});

/** A machine on a virtual clock whose tasks fail while `failing` says so; `ran` tells their inputs. */
function aMachine(definition: object, input: unknown = {}) {
  const clock = new VirtualClock(startAtMs);
  const machine = compileMachine({ QueryLanguage: "JSONata", ...definition });
  const ran: unknown[] = [];
  const world = {
    failing: (_task: Task): boolean => false,
    answer: ({ input: given }: Task): unknown => given,
    abortAfterMs: undefined as number | undefined,
  };
  const ports = {
    clock,
    runTask: async (given: Task) => {
      ran.push(given.input);
      if (world.failing(given)) throw new TaskError({ error: "Boom" });
      return world.answer(given);
    },
    chance: { random: () => 0.5, uuid: () => "" },
  };
  let standing: Standing | undefined;
  const follow = async (running: ReturnType<typeof startExecution>): Promise<Outcome> => {
    if (world.abortAfterMs !== undefined) clock.at(clock.now() + world.abortAfterMs, () => running.abort());
    const outcome = await running.done;
    standing = running.standing;
    return outcome;
  };
  return {
    clock,
    ran,
    world,
    start: () => follow(startExecution(machine, identity, new Payload(input), ports)),
    redrive: () => {
      if (!standing) throw new Error("nothing to redrive");
      return follow(redriveExecution(machine, standing, ports));
    },
    types: () => events(standing).map(({ type }) => type),
    events: () => events(standing),
    past: () => standing?.past,
  };
}

const events = (standing: Standing | undefined) => standing?.past.history.slice(1, 30_000) ?? [];
const succeeded = (output: unknown) => ({ status: "SUCCEEDED", output: JSON.stringify(output) });

describe("redriveExecution()", () => {
  it("schedules a failed task again, after the event that entered it, and goes on from there", async () => {
    const run = aMachine({
      StartAt: "First",
      States: {
        First: task({ Next: "Second", End: undefined, Output: { n: 1 } }),
        Second: task({ Assign: { seen: 1 }, Next: "Third", End: undefined }),
        Third: { Type: "Pass", End: true },
      },
    });
    run.world.failing = ({ stateName }) => stateName === "Second";
    expect((await run.start()).status).toBe("FAILED");
    const before = run.events().length;
    run.world.failing = () => false;
    expect(await run.redrive()).toEqual(succeeded({ n: 1 }));
    expect(run.ran).toEqual([{}, { n: 1 }, { n: 1 }]);
    const after = run.events().slice(before);
    expect(after.map(({ type }) => type)).toEqual([
      "ExecutionRedriven",
      "LambdaFunctionScheduled",
      "LambdaFunctionStarted",
      "LambdaFunctionSucceeded",
      "TaskStateExited",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
    expect(after[0]).toMatchObject({ previousEventId: before, executionRedrivenEventDetails: { redriveCount: 1 } });
    const entered = run.events().filter(({ type }) => type === "TaskStateEntered");
    expect(after[1]?.previousEventId).toBe(entered[1]?.id);
    // First, Second, the redrive, Third
    expect(run.past()?.stateTransitions).toBe(4);
  });

  it("keeps the variables that were set, and says in the context that it is a redrive", async () => {
    const run = aMachine({
      StartAt: "Set",
      States: {
        Set: { Type: "Pass", Assign: { a: 7 }, Next: "Work" },
        Work: task({
          Output: {
            a: "{% $a %}",
            count: "{% $states.context.Execution.RedriveCount %}",
            at: "{% $states.context.Execution.RedriveTime %}",
            began: "{% $states.context.Execution.StartTime %}",
          },
        }),
      },
    });
    run.world.failing = () => true;
    await run.start();
    await run.clock.sleep(60_000);
    run.world.failing = () => false;
    expect(await run.redrive()).toEqual(
      succeeded({ a: 7, count: 1, at: "2026-01-01T00:01:00.000Z", began: "2026-01-01T00:00:00.000Z" }),
    );
  });

  it("runs only the iterations again that failed, were aborted or had not begun", async () => {
    const run = aMachine(only(map({ Work: task() }, { MaxConcurrency: 1 })), ["a", "b", "c"]);
    run.world.failing = ({ input }) => input === "b";
    expect((await run.start()).status).toBe("FAILED");
    run.world.failing = () => false;
    expect(await run.redrive()).toEqual(succeeded(["a", "b", "c"]));
    expect(run.ran).toEqual(["a", "b", "b", "c"]);
    expect(run.types().filter((type) => type === "MapIterationStarted")).toHaveLength(3);
    expect(run.types().filter((type) => type === "MapStateStarted")).toHaveLength(1);
  });

  it("goes on inside Maps in a Map, each iteration from the state it was in", async () => {
    const nested = only(
      map({
        Each: map({ Work: task() }, { Items: "{% $states.input.items %}", Next: "Nap", End: undefined }),
        Nap: { Type: "Wait", Seconds: 60, Next: "Last" },
        Last: task(),
      }),
    );
    const input = [{ items: [1, 2] }, { items: [3, 4] }];
    const run = aMachine(nested, input);
    // The first group waits when the second one fails.
    run.world.failing = ({ input: given }) => given === 4;
    expect((await run.start()).status).toBe("FAILED");
    run.world.failing = () => false;
    expect(await run.redrive()).toEqual(
      succeeded([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(run.ran.filter((given) => typeof given === "number").sort()).toEqual([1, 2, 3, 4, 4]);
    expect(run.types().filter((type) => type === "WaitStateEntered")).toHaveLength(2);
  });

  it("runs only the branches of a Parallel again that did not end", async () => {
    const branch = (state: object) => ({ StartAt: "In", States: { In: state } });
    const run = aMachine(
      only({
        Type: "Parallel",
        Branches: [branch(task({ Arguments: "left" })), branch({ Type: "Wait", Seconds: 60, End: true })],
      }),
    );
    run.world.abortAfterMs = 10_000;
    expect((await run.start()).status).toBe("ABORTED");
    run.world.abortAfterMs = undefined;
    expect(await run.redrive()).toEqual(succeeded(["left", {}]));
    expect(run.ran).toEqual(["left"]);
    expect(run.clock.now() - startAtMs).toBe(70_000);
  });

  it("counts retries anew", async () => {
    const run = aMachine(only(task({ Retry: [{ ErrorEquals: ["Boom"], MaxAttempts: 2 }] })));
    run.world.failing = () => run.ran.length < 5;
    expect((await run.start()).status).toBe("FAILED");
    expect(await run.redrive()).toEqual(succeeded({}));
    expect(run.ran).toHaveLength(5);
  });

  it("runs a Map's iterations anew when it is retried after the redrive", async () => {
    const run = aMachine(only(map({ Work: task() }, { Retry: [{ ErrorEquals: ["Boom"], MaxAttempts: 1 }] })), [
      "a",
      "b",
    ]);
    run.world.failing = ({ input }) => input === "b" && run.ran.length < 6;
    expect((await run.start()).status).toBe("FAILED"); // a, b, a, b
    expect(await run.redrive()).toEqual(succeeded(["a", "b"])); // b, a, b
    expect(run.ran).toEqual(["a", "b", "a", "b", "b", "a", "b"]);
  });

  it("lets the machine's time-out begin anew", async () => {
    const run = aMachine({ TimeoutSeconds: 100, ...only({ Type: "Wait", Seconds: 150 }) });
    expect((await run.start()).status).toBe("TIMED_OUT");
    expect((await run.redrive()).status).toBe("TIMED_OUT");
    expect(run.clock.now() - startAtMs).toBe(200_000);
    expect(run.types().slice(-3)).toEqual(["ExecutionTimedOut", "ExecutionRedriven", "ExecutionTimedOut"]);
  });

  it("enters a Fail state again, and fails again", async () => {
    const run = aMachine({ StartAt: "No", States: { No: { Type: "Fail", Error: "No" } } });
    await run.start();
    expect(await run.redrive()).toMatchObject({ status: "FAILED", error: "No" });
    expect(run.types()).toEqual([
      "ExecutionStarted",
      "FailStateEntered",
      "ExecutionFailed",
      "ExecutionRedriven",
      "FailStateEntered",
      "ExecutionFailed",
    ]);
  });

  it("runs every iteration again when their joint result was too large", async () => {
    const run = aMachine(only(map({ Work: task() })), ["a", "b"]);
    run.world.answer = ({ input }) => String(input).repeat(200_000);
    expect(await run.start()).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
    run.world.answer = ({ input }) => input;
    expect(await run.redrive()).toEqual(succeeded(["a", "b"]));
    expect(run.ran).toEqual(["a", "b", "a", "b"]);
  });

  it("can be redriven again and again", async () => {
    const run = aMachine(only(task()));
    run.world.failing = () => run.ran.length < 3;
    await run.start();
    await run.redrive();
    expect(await run.redrive()).toEqual(succeeded({}));
    expect(run.past()?.redriveCount).toBe(2);
  });
});
