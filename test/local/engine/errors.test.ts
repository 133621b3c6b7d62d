import { describe, expect, it } from "vitest";
import { StateFailure, takes } from "#local/engine/errors.ts";

const failure = (error: string | undefined, reach?: "any" | "name" | "nobody") => new StateFailure(error, "why", reach);

describe("takes()", () => {
  it.each([
    ["its own name", ["Broken"], failure("Broken"), true],
    ["another name", ["Other"], failure("Broken"), false],
    ["States.ALL", ["States.ALL"], failure("Broken"), true],
    ["States.ALL, a failure without a name", ["States.ALL"], failure(undefined), true],
    ["States.ALL, a time-out", ["States.ALL"], failure("States.Timeout"), true],
    ["States.TaskFailed, any error", ["States.TaskFailed"], failure("Broken"), true],
    ["States.TaskFailed, a time-out", ["States.TaskFailed"], failure("States.Timeout"), false],
    ["States.ALL, the data limit", ["States.ALL"], failure("States.DataLimitExceeded", "name"), false],
    ["States.TaskFailed, the data limit", ["States.TaskFailed"], failure("States.DataLimitExceeded", "name"), false],
    ["the data limit by name", ["States.DataLimitExceeded"], failure("States.DataLimitExceeded", "name"), true],
    ["States.ALL, a runtime error", ["States.ALL"], failure("States.Runtime", "nobody"), false],
    ["a runtime error by name", ["States.Runtime"], failure("States.Runtime", "nobody"), false],
  ] as const)("answers for %s", (_, errorEquals, thrown, expected) => {
    expect(takes(errorEquals, thrown)).toBe(expected);
  });
});
