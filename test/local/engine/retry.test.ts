import { describe, expect, it } from "vitest";
import { TaskError } from "#local/engine/errors.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { functionArn, only, type RunOptions, runMachine, startAtMs } from "./run-machine.ts";

/** A task that fails so many times, then answers; keeps the ms of each attempt. */
function failing(times: number, error = "Throttled"): RunOptions & { readonly attemptsAtMs: number[] } {
  const clock = new VirtualClock(startAtMs);
  const attemptsAtMs: number[] = [];
  const runTask = async () => {
    attemptsAtMs.push(clock.now() - startAtMs);
    if (attemptsAtMs.length <= times) throw new TaskError({ error, cause: "busy" });
    return "done";
  };
  return { clock, runTask, attemptsAtMs };
}

const task = (fields: object) => only({ Type: "Task", Resource: functionArn, ...fields });

describe("Retry", () => {
  it("waits IntervalSeconds × BackoffRateⁿ, capped at MaxDelaySeconds", async () => {
    const world = failing(4);
    const Retry = [
      { ErrorEquals: ["Throttled"], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 },
    ];
    const run = await runMachine(task({ Retry }), world);
    expect(world.attemptsAtMs).toEqual([0, 2_000, 8_000, 26_000, 46_000]);
    expect(run.output).toBe("done");
    expect(run.stateTransitions).toBe(5);
  });

  it("uses AWS's defaults: 1 s, doubled, 3 attempts", async () => {
    const world = failing(9);
    const run = await runMachine(task({ Retry: [{ ErrorEquals: ["States.ALL"] }] }), world);
    expect(world.attemptsAtMs).toEqual([0, 1_000, 3_000, 7_000]);
    expect(run.outcome).toEqual({ status: "FAILED", error: "Throttled", cause: "busy" });
  });

  it("waits anything up to the delay with full jitter", async () => {
    const world = failing(2);
    const Retry = [{ ErrorEquals: ["Throttled"], IntervalSeconds: 10, BackoffRate: 1, JitterStrategy: "FULL" }];
    const draws = [0.25, 0.9];
    await runMachine(task({ Retry }), { ...world, random: () => draws.shift() ?? 0 });
    expect(world.attemptsAtMs).toEqual([0, 2_500, 11_500]);
  });

  it("counts the attempts of each retrier apart, and takes the first that matches", async () => {
    let call = 0;
    const errors = ["A", "B", "A", "B", "A"];
    const run = await runMachine(
      task({
        Retry: [
          { ErrorEquals: ["A"], MaxAttempts: 2 },
          { ErrorEquals: ["B"], MaxAttempts: 2 },
        ],
      }),
      { runTask: () => Promise.reject(new TaskError({ error: errors[call++] ?? "none" })) },
    );
    expect(call).toBe(5);
    expect(run.outcome).toMatchObject({ status: "FAILED", error: "A" });
  });

  it("shows $states.context.State.RetryCount to the arguments", async () => {
    const seen: unknown[] = [];
    const Retry = [{ ErrorEquals: ["Again"], MaxAttempts: 2 }];
    await runMachine(task({ Retry, Arguments: "{% $states.context.State.RetryCount %}" }), {
      runTask: ({ input }) => {
        seen.push(input);
        return Promise.reject(new TaskError({ error: "Again" }));
      },
    });
    expect(seen).toEqual([0, 1, 2]);
  });
});

describe("Catch", () => {
  const definition = (Catch: object) => ({
    StartAt: "Work",
    States: {
      Work: {
        Type: "Task",
        Resource: functionArn,
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught", ...Catch }],
        End: true,
      },
      Caught: {
        Type: "Pass",
        Output: { input: "{% $states.input %}", why: "{% $exists($why) ? $why : 'unset' %}" },
        End: true,
      },
    },
  });
  const broken = { runTask: () => Promise.reject(new TaskError({ error: "Broken", cause: "wire" })), input: { id: 7 } };

  it("hands on the error output when it says nothing else", async () => {
    expect((await runMachine(definition({}), broken)).output).toEqual({
      input: { Error: "Broken", Cause: "wire" },
      why: "unset",
    });
  });

  it("shapes output and variables from input and error", async () => {
    const Catch = { Output: { id: "{% $states.input.id %}" }, Assign: { why: "{% $states.errorOutput.Cause %}" } };
    expect((await runMachine(definition(Catch), broken)).output).toEqual({ input: { id: 7 }, why: "wire" });
  });
});
