import { describe, expect, it } from "vitest";
import { Expression, JsonataFailure } from "#local/engine/jsonata.ts";
import { only, resultOf, runMachine, startAtMs } from "./run-machine.ts";

const failed = (cause: string) => ({
  status: "FAILED",
  error: "States.QueryEvaluationError",
  cause: expect.stringContaining(cause),
});

describe("Expression", () => {
  it("throws JsonataFailure when the text is not JSONata 2.0.6", () => {
    expect(() => new Expression("$states.input.")).toThrow(JsonataFailure);
    expect(() => new Expression("a ?? b")).toThrow(JsonataFailure); // 2.1
  });

  it("evaluate() fails with States.QueryEvaluationError when there is nothing", async () => {
    expect(await resultOf("$states.input.missing")).toEqual(failed("returned nothing (undefined)"));
  });

  it("evaluate() answers null when the value is null", async () => {
    expect(await resultOf("$states.input.there", { there: null })).toBeNull();
  });

  it("evaluate() knows no $eval", async () => {
    expect(await resultOf("$eval('1')")).toEqual(failed("T1006: Attempted to invoke a non-function"));
  });

  it("evaluate() gives up when the expression never ends", async () => {
    expect(await resultOf("($f := function($n) { $n = 0 ? 0 : $f($n + 1) }; $f(1))")).toEqual(failed("U1001"));
  });

  it("evaluate() answers plain arrays when the result is a JSONata sequence", async () => {
    const run = await runMachine(
      {
        StartAt: "Select",
        States: {
          Select: { Type: "Pass", Output: "{% {'some': $states.input.list[n > 1]} %}", Next: "Wrap" },
          Wrap: { Type: "Pass", Output: "{% [$states.input.some] %}", End: true },
        },
      },
      { input: { list: [{ n: 1 }, { n: 2 }, { n: 3 }] } },
    );
    expect(run.output).toEqual([{ n: 2 }, { n: 3 }]);
  });

  it("evaluate() leaves __proto__ an ordinary key", async () => {
    const input = JSON.parse('{"in": {"__proto__": {"polluted": true}}}');
    const run = await runMachine(only({ Type: "Pass", Output: { out: "{% $states.input.in %}" } }), { input });
    expect(JSON.stringify(run.output)).toBe('{"out":{"__proto__":{"polluted":true}}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("evaluate() reads $now() and $millis() from the clock", async () => {
    expect(await resultOf("[$now(), $millis(), $now('[Y0001]')]")).toEqual([
      "2026-01-01T00:00:00.000Z",
      startAtMs,
      "2026",
    ]);
  });

  it("evaluate() draws $random() and $uuid() from the given chance", async () => {
    expect(await resultOf("[$random(), $uuid()]")).toEqual([0.5, "00000000-0000-4000-8000-000000000000"]);
  });
});

describe("templates", () => {
  it("keep strings that only look like expressions", async () => {
    const Output = { spaced: " {% 1 %}", open: "{% 1", short: "{%%", path: "$states.input", real: "{%1%}" };
    expect((await runMachine(only({ Type: "Pass", Output }))).output).toEqual({ ...Output, real: 1 });
  });

  it("name the field that failed, however deep it lies", async () => {
    const run = await runMachine(only({ Type: "Pass", Output: { a: ["{% $nope %}"] } }));
    expect(run.outcome).toEqual(failed("The JSONata expression '$nope' specified for the field 'Output/a[0]'"));
    expect(run.events.at(-2)?.["evaluationFailedEventDetails"]).toMatchObject({
      state: "Only",
      location: "Output/a[0]",
    });
  });

  it("see the context object", async () => {
    const run = await runMachine(only({ Type: "Pass", Output: "{% $states.context %}" }), { input: { a: 1 } });
    expect(run.output).toEqual({
      Execution: {
        Id: "arn:aws:states:eu-central-1:111122223333:execution:machine:one",
        Input: { a: 1 },
        Name: "one",
        RoleArn: "arn:aws:iam::111122223333:role/machine",
        StartTime: "2026-01-01T00:00:00.000Z",
        RedriveCount: 0,
      },
      StateMachine: { Id: "arn:aws:states:eu-central-1:111122223333:stateMachine:machine", Name: "machine" },
      State: { Name: "Only", EnteredTime: "2026-01-01T00:00:00.000Z" },
    });
  });
});
