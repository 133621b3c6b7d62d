import { describe, expect, it } from "vitest";
import { only, runMachine } from "./run-machine.ts";

const branch = (state: object) => ({ StartAt: "B", States: { B: { End: true, ...state } } });

describe("a Parallel state", () => {
  it("runs its branches at the same time and answers their outputs in order", async () => {
    const run = await runMachine(
      only({
        Type: "Parallel",
        Arguments: { n: 1 },
        Branches: [
          branch({ Type: "Wait", Seconds: 20 }),
          branch({ Type: "Pass", Output: "{% $states.input.n + 1 %}" }),
        ],
        Output: "{% $states.result[1] %}",
      }),
    );
    expect(run.output).toBe(2);
    expect(run.elapsedMs).toBe(20_000);
  });

  it("fails with the first branch that fails, without waiting for the others", async () => {
    const run = await runMachine(
      only({
        Type: "Parallel",
        Branches: [
          branch({ Type: "Wait", Seconds: 3_600 }),
          { StartAt: "No", States: { No: { Type: "Fail", Error: "No", Cause: "way" } } },
        ],
      }),
    );
    expect(run.outcome).toEqual({ status: "FAILED", error: "No", cause: "way" });
    expect(run.elapsedMs).toBe(0);
  });
});
