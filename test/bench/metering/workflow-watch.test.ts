import { describe, expect, it } from "vitest";
import { tellsOfFailure, workflowWatch } from "#bench/metering/workflow-watch.ts";
import type { Happening } from "#simulation/happening.ts";

describe("workflowWatch()", () => {
  const machine = (level: string, enabled: boolean) => ({
    name: "m",
    definition: {},
    loggingConfiguration: { level, includeExecutionData: false },
    tracingConfiguration: { enabled },
  });

  it.each([
    { stateMachines: [machine("ALL", true)], expected: { logged: "all", traced: true } },
    { stateMachines: [machine("ERROR", false)], expected: { logged: "errors", traced: false } },
    { stateMachines: [machine("OFF", true)], expected: { logged: "none", traced: true } },
    { stateMachines: [{ name: "m", definition: {} }], expected: { logged: "none", traced: false } },
    { stateMachines: [], expected: { logged: "none", traced: false } },
  ])("reads $expected from the settings", ({ stateMachines, expected }) => {
    expect(workflowWatch({ stateMachines })).toEqual(expected);
  });

  it("refuses a level that it has no count for", () => {
    expect(() => workflowWatch({ stateMachines: [machine("FATAL", true)] })).toThrow(/FATAL/);
  });
});

describe("tellsOfFailure()", () => {
  it.each([
    { happening: { kind: "task", error: "Throttled" }, expected: true },
    { happening: { kind: "task" }, expected: false },
    { happening: { kind: "execution", status: "FAILED" }, expected: true },
    { happening: { kind: "execution", status: "TIMED_OUT" }, expected: true },
    { happening: { kind: "execution", status: "SUCCEEDED" }, expected: false },
    { happening: { kind: "event" }, expected: false },
  ])("answers $expected of $happening", ({ happening, expected }) => {
    expect(tellsOfFailure(happening as Happening)).toBe(expected);
  });
});
