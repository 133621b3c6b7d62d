import { describe, expect, it } from "vitest";
import type { ExecutionReport } from "#cli/commands/show-execution.ts";
import { lengthText } from "#cli/executions/look.ts";
import { renderExecutions } from "#cli/executions/render-list.ts";
import { renderRedrive, renderRedrivePlan } from "#cli/executions/render-redrive.ts";
import { renderExecution } from "#cli/executions/render-show.ts";
import { paintFor } from "#cli/paint.ts";
import type { ExecutionRow } from "#domain/execution-row.ts";
import type { Step } from "#domain/execution-step.ts";

const look = (columns = 120) => ({ paint: paintFor({}), columns, now: 0 });
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:decoys-1";

const aRow = (over: Partial<ExecutionRow> = {}): ExecutionRow => ({
  name: "decoys-1",
  executionArn,
  status: "SUCCEEDED",
  startedAt: "2026-11-20T12:00:00.000Z",
  seconds: 184,
  redriveCount: 0,
  findings: [{ id: "f", productArn: "p", title: "A decoy was touched" }],
  principals: ["arn:aws:iam::111122223333:role/ci-deploy"],
  groups: 1,
  ...over,
});
const aStep = (over: Partial<Step> = {}): Step => ({
  ...{ state: "Check investigations", type: "Task", depth: 0, enteredAt: "2026-11-20T12:02:30.000Z" },
  ...{ leftAt: "2026-11-20T12:03:00.000Z", stays: 1, ms: 30_000, retries: 0, failures: [], caught: 0 },
  ...over,
});
const aReport = (over: Partial<ExecutionReport> = {}): ExecutionReport => ({
  execution: aRow(),
  story: {
    groups: [
      {
        progress: "done",
        findings: [{ id: "f", title: "A decoy was touched", severity: "HIGH" }],
        principals: [{ arn: "arn:aws:iam::111122223333:role/ci-deploy", kind: "investigated", severity: "HIGH" }],
        steps: [aStep()],
      },
    ],
    steps: [],
    redrivenAt: [],
    events: 42,
  },
  others: [],
  ...over,
});

describe("lengthText()", () => {
  it.each([
    [0, "0.0 s"],
    [9_940, "9.9 s"],
    [59_000, "59 s"],
    [60_000, "1 min"],
    [184_000, "3 min 4 s"],
    [3_600_000, "1 h"],
    [7_500_000, "2 h 5 min"],
    [3 * 86_400_000 + 7_200_000, "3 d 2 h"],
  ])("tells %i ms as %s", (ms, text) => expect(lengthText(ms)).toBe(text));
});

describe("renderExecutions()", () => {
  it("says of each what it works on and what it came to", () => {
    const outcome = { groups: 1, enriched: 1, notInvestigable: 0, parked: 2, unchanged: 0, left: 0 };
    const rows = [
      aRow({ outcome }),
      aRow({ name: "decoys-2", status: "RUNNING", groups: 3, groupsWaiting: 2 }),
      aRow({ name: "decoys-3", status: "ABORTED", redriveCount: 1, error: "Enough", findings: [], principals: [] }),
    ];
    const text = renderExecutions({ since: "2026-11-20T00:00:00.000Z", executions: rows, more: true }, look(160));
    for (const told of [
      "1 enriched · 2 parked",
      "2 of 3 groups",
      "role ci-deploy",
      "ABORTED (1 redrive)",
      "Enough",
      "and more",
    ]) {
      expect(text).toContain(told);
    }
  });

  it("says that there are none", () => {
    const none = { since: "2026-11-20T00:00:00.000Z", executions: [], more: false, searched: 12 };
    expect(renderExecutions(none, look())).toBe(
      "No executions since 2026-11-20 00:00:00 UTC\n12 executions searched for the finding",
    );
  });
});

describe("renderExecution()", () => {
  it("tells looks, retries, errors and what was caught", () => {
    const failures = [{ error: "Throttled", count: 3, cause: "Rate exceeded" }];
    const steps = [aStep({ stays: 5, retries: 2, failures, caught: 1 })];
    const [group] = aReport().story.groups;
    const text = renderExecution(
      aReport({
        story: { ...aReport().story, groups: [{ ...group, steps } as never], redrivenAt: ["2026-11-20T13:00:00.000Z"] },
      }),
      look(),
    );
    for (const told of [
      "× 5",
      "Throttled × 3: Rate exceeded",
      "2 retries, caught",
      "redriven 2026-11-20 13:00:00",
      "30 s",
    ]) {
      expect(text).toContain(told);
    }
  });

  it("marks the state that is under way, and offers a redrive only when there can be one", () => {
    const { leftAt: _, ...open } = aStep();
    const [group] = aReport().story.groups;
    const story = { ...aReport().story, groups: [{ ...group, progress: "under-way", steps: [open] } as never] };
    expect(renderExecution(aReport({ execution: aRow({ status: "RUNNING" }), story }), look())).toContain("30 s …");
    const failed = aReport({ execution: aRow({ status: "FAILED", error: "States.Runtime" }) });
    expect(renderExecution(failed, look())).toContain("gumshoe executions redrive decoys-1");
    const late = { ...failed, notRedrivable: "Execution redrivable period exceeded" };
    expect(renderExecution(late, look())).toContain("gumshoe dlq replay");
  });

  it.each([80, 100, 140])("keeps to %i columns, hostile titles included", (columns) => {
    const title = `${"長い題名".repeat(30)} \u001b[31m${"x".repeat(300)}`;
    const cause = `${"because ".repeat(40)}`;
    const steps = [aStep({ state: "s".repeat(80), failures: [{ error: "E".repeat(80), count: 1, cause }] })];
    const [group] = aReport().story.groups;
    const groups = [{ ...group, findings: [{ id: "f", title, severity: "HIGH" }], steps } as never];
    const text = renderExecution(aReport({ story: { ...aReport().story, groups } }), look(columns));
    expect(text).not.toContain("\u001b");
    for (const line of text.split("\n")) {
      const wide = line.match(/[\u4e00-\u9fff\u3040-\u30ff]/g)?.length ?? 0;
      expect(line.length + wide, line).toBeLessThanOrEqual(columns);
    }
  });
});

describe("renderRedrive()", () => {
  const candidate = {
    name: "decoys-1",
    executionArn,
    status: "FAILED",
    redriveCount: 0,
    findings: 3,
    owed: 2,
  } as const;
  it("shows the plan, and afterwards what became of it", () => {
    const left = { ...candidate, left: "nothing-owed", because: "its findings are settled since", owed: 0 } as const;
    const plan = renderRedrivePlan([{ ...candidate, error: "States.Runtime" }, left], look());
    for (const told of [
      "1 execution to redrive, with 2 findings still owed; 1 left alone",
      "2 of 3 owed",
      "States.Runtime",
    ]) {
      expect(plan).toContain(told);
    }
    const report = renderRedrive(
      {
        ...{ decision: "go", unknown: ["nobody"], redriven: 1, left: 1, notRedriven: 1 },
        executions: [
          { ...candidate, result: "redriven" },
          { ...left, result: "left" },
          { ...candidate, result: "not-redriven", because: "Rate exceeded" },
        ],
      },
      look(),
    );
    for (const told of ["redriven 1 · left alone 1 · not redriven 1", "no execution nobody", "Rate exceeded"]) {
      expect(report).toContain(told);
    }
  });
});
