import { describe, expect, it } from "vitest";
import type { Group } from "#domain/contract.ts";
import type { ExecutionEvent } from "#domain/execution-event.ts";
import { StoryReader } from "#domain/execution-story.ts";
import { compileMachine } from "#local/engine/compile.ts";
import { redriveExecution, type Standing, startExecution } from "#local/engine/engine.ts";
import { TaskError } from "#local/engine/errors.ts";
import type { TaskRunner } from "#local/engine/execution.ts";
import { Payload } from "#local/engine/payload.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { functionArn, identity, startAtMs } from "#test/local/engine/run-machine.ts";

const work = (fields: object = {}) => ({ Type: "Task", Resource: functionArn, End: true, ...fields });
const outcome = { enriched: 1, notInvestigable: 0, parked: 0, unchanged: 0 };

/** Each group: a Map over its principals, a wait, a look, and again while the look says so; then the writing. */
const definition = {
  QueryLanguage: "JSONata",
  StartAt: "Groups",
  States: {
    Groups: {
      Type: "Map",
      Items: "{% $states.input.groups %}",
      End: true,
      ItemProcessor: {
        StartAt: "Principals",
        States: {
          Principals: {
            Type: "Map",
            Items: "{% $states.input.principals %}",
            ItemProcessor: { StartAt: "Start", States: { Start: work() } },
            Output: "{% $states.input %}",
            Next: "Wait",
          },
          Wait: { Type: "Wait", Seconds: 60, Next: "Look" },
          Look: work({
            Arguments: { look: "{% $states.input.name %}" },
            Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 1 }],
            Output: "{% $merge([$states.input, $states.result]) %}",
            Next: "More?",
            End: undefined,
          }),
          "More?": {
            Type: "Choice",
            Choices: [{ Condition: "{% $states.input.more = true %}", Next: "Wait" }],
            Default: "Write",
          },
          Write: work({
            Arguments: { write: "{% $states.input.name %}" },
            Catch: [{ ErrorEquals: ["Refused"], Next: "Park" }],
          }),
          Park: {
            Type: "Pass",
            Output: { enriched: 0, notInvestigable: 0, parked: 1, unchanged: 0, left: 0 },
            End: true,
          },
        },
      },
    },
  },
};

const asked = (name: string): Group => ({
  principals: [],
  findings: [aSlimFinding({ id: name, title: `finding ${name}`, severity: "HIGH" })],
});

function aRun(answer: (what: { readonly look?: string; readonly write?: string }) => unknown) {
  const clock = new VirtualClock(startAtMs);
  const runTask: TaskRunner = async ({ input }) => answer(input as object);
  const ports = { clock, runTask, chance: { random: () => 0, uuid: () => "" } };
  const machine = compileMachine(definition);
  const input = { groups: ["a", "b"].map((name) => ({ name, principals: [1, 2] })) };
  return {
    clock,
    start: () => startExecution(machine, identity, new Payload(input), ports),
    redrive: (standing: Standing) => redriveExecution(machine, standing, ports),
  };
}

function storyOf({ past }: Standing, now = startAtMs) {
  const reader = new StoryReader([asked("a"), asked("b")]);
  for (const { id, previousEventId, type, timestamp, ...members } of past.history.slice(1, past.history.length)) {
    const details = (Object.values(members)[0] ?? {}) as ExecutionEvent["details"];
    reader.add({ id, previousEventId, type, at: timestamp.getTime(), details });
  }
  return reader.told(now);
}

describe("StoryReader", () => {
  it("tells of each group its states in order, with looks, retries and what was caught", async () => {
    let looks = 0;
    const run = aRun(({ look, write }) => {
      if (look === "a" && ++looks < 3) {
        if (looks === 1) throw new TaskError({ error: "Busy", cause: '{"errorMessage":"come again"}' });
        return { more: true };
      }
      if (write === "b") throw new TaskError({ error: "Refused", cause: "no" });
      return look ? { more: false } : outcome;
    });
    const running = run.start();
    await running.done;
    const story = storyOf(running.standing);
    expect(story.groups.map(({ progress, findings, outcome: came }) => [progress, findings[0]?.id, came])).toEqual([
      ["done", "a", { ...outcome, left: 0 }],
      ["done", "b", { enriched: 0, notInvestigable: 0, parked: 1, unchanged: 0, left: 0 }],
    ]);
    const [a, b] = story.groups;
    expect(a?.steps.map(({ state, depth, stays, ms }) => [state, depth, stays, ms])).toEqual([
      ["Principals", 0, 1, 0],
      ["Start", 1, 2, 0],
      ["Wait", 0, 2, 120_000],
      ["Look", 0, 2, 5_000],
      ["More?", 0, 2, 0],
      ["Write", 0, 1, 0],
    ]);
    expect(a?.steps.find(({ state }) => state === "Look")).toMatchObject({
      retries: 1,
      caught: 0,
      failures: [{ error: "Busy", count: 1, cause: "come again" }],
    });
    expect(b?.steps.find(({ state }) => state === "Write")).toMatchObject({ caught: 1, retries: 0 });
    expect(story.steps).toMatchObject([{ state: "Groups", stays: 1, ms: 125_000 }]);
  });

  it("tells where an execution under way is, and for how long", async () => {
    const run = aRun(() => outcome);
    const running = run.start();
    await run.clock.sleep(20_000);
    const story = storyOf(running.standing, startAtMs + 20_000);
    expect(story.groups.map(({ progress }) => progress)).toEqual(["under-way", "under-way"]);
    const wait = story.groups[0]?.steps.at(-1);
    expect(wait).toMatchObject({ state: "Wait", ms: 20_000 });
    expect(wait).not.toHaveProperty("leftAt");
    await run.clock.settled();
  });

  it("tells which group failed, which was stopped, and what a redrive made of them", async () => {
    let broken = true;
    const run = aRun(({ look, write }) => {
      if (write === "a" && broken) throw new TaskError({ error: "Boom" });
      return look === "b" ? { more: broken } : outcome;
    });
    const running = run.start();
    expect((await running.done).status).toBe("FAILED");
    expect(storyOf(running.standing).groups.map(({ progress }) => progress)).toEqual(["failed", "stopped"]);
    broken = false;
    const again = run.redrive(running.standing);
    expect((await again.done).status).toBe("SUCCEEDED");
    const story = storyOf(again.standing);
    expect(story.redrivenAt).toEqual([new Date(startAtMs + 60_000).toISOString()]);
    expect(story.groups.map(({ progress }) => progress)).toEqual(["done", "done"]);
    expect(story.groups[0]?.steps.find(({ state }) => state === "Write")).toMatchObject({
      stays: 1,
      retries: 1,
      failures: [{ error: "Boom", count: 1 }],
    });
  });

  it("tells of groups that have not begun, and of an execution that is not ours", () => {
    expect(new StoryReader([asked("a")]).told(0).groups).toMatchObject([{ progress: "not-begun", steps: [] }]);
    expect(new StoryReader([]).told(0)).toEqual({ groups: [], steps: [], redrivenAt: [], events: 0 });
  });

  it("reads 25,000 events in well under a second", () => {
    const reader = new StoryReader([]);
    const began = performance.now();
    for (let id = 1; id < 25_000; id += 2) {
      const details = { name: "Nap" };
      reader.add({ id, previousEventId: id - 1, type: "WaitStateEntered", at: id, details });
      reader.add({ id: id + 1, previousEventId: id, type: "WaitStateExited", at: id + 1, details });
    }
    expect(reader.told(0).steps).toMatchObject([{ state: "Nap", stays: 12_500, ms: 12_500 }]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
