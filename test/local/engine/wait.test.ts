import { describe, expect, it } from "vitest";
import { only, runMachine } from "./run-machine.ts";

describe("a Wait state", () => {
  it.each([
    ["Seconds", { Seconds: 90 }, 90_000],
    ["Seconds from an expression", { Seconds: "{% $states.input.s * 60 %}" }, 120_000],
    ["a Timestamp to come", { Timestamp: "2026-01-01T01:00:00Z" }, 3_600_000],
    ["a Timestamp with an offset", { Timestamp: "{% '2026-01-01T02:00:00+01:00' %}" }, 3_600_000],
    ["a Timestamp that is past", { Timestamp: "2020-01-01T00:00:00Z" }, 0],
  ])("lets the clock run for %s", async (_, fields, expectedMs) => {
    const run = await runMachine(only({ Type: "Wait", ...fields }), { input: { s: 2 } });
    expect(run.outcome).toMatchObject({ status: "SUCCEEDED" });
    expect(run.elapsedMs).toBe(expectedMs);
  });

  it.each([1.5, -1, 100_000_000])("fails when an expression asks for %d seconds", async (s) => {
    const run = await runMachine(only({ Type: "Wait", Seconds: "{% $states.input.s %}" }), { input: { s } });
    expect(run.outcome).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
  });
});
