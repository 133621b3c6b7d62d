import { describe, expect, it } from "vitest";
import type { OurErrors } from "#infra/checks/asl/error-names.ts";
import { aslFindings } from "#infra/checks/asl/lint.ts";
import { machinesIn, ourErrors } from "#infra/checks/asl/our-machines.ts";
import { aTemplate } from "../../a-stack.ts";

const Resource = "arn:aws:lambda:eu-west-1:111122223333:function:f";
const everything = [
  { ErrorEquals: ["States.DataLimitExceeded"], Next: "Done" },
  { ErrorEquals: ["States.ALL"], Next: "Done" },
];
const retry = (over: object) => [
  { ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 2, JitterStrategy: "FULL", ...over },
];
const errors: OurErrors = { thrown: ["Busy", "Broken"], fatal: ["Broken"] };

const aTask = (over: object = {}) => ({
  Type: "Task",
  Resource,
  TimeoutSeconds: 10,
  Retry: retry({}),
  Catch: everything,
  Next: "Done",
  ...over,
});
const aMap = (over: object, processor: object = {}) => ({
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: { Mode: "INLINE" },
    StartAt: "Each",
    States: { Each: { Type: "Pass", End: true, ...over } },
    ...processor,
  },
  Next: "Done",
});
const aMachine = (states: object, over: object = {}) => ({
  QueryLanguage: "JSONata",
  TimeoutSeconds: 60,
  StartAt: Object.keys(states)[0],
  States: { ...states, Done: { Type: "Succeed" } },
  ...over,
});

/** Findings as `rule: at`. */
const found = (machine: Readonly<Record<string, unknown>>) =>
  aslFindings(machine, errors).map(({ rule, at }) => `${rule}: ${at}`);

describe("aslFindings()", () => {
  it("finds nothing in the state machine of the stack", () => {
    const machines = machinesIn(aTemplate().toJSON());
    expect(machines).toHaveLength(1);
    expect(machines.flatMap((machine) => aslFindings(machine, ourErrors))).toEqual([]);
  });

  const assigns = { Type: "Pass", Assign: { n: 1 }, Next: "Work" };
  const uses = { Output: "{% $n + 1 %}" };
  const choice = (over: object = {}) => ({
    Type: "Choice",
    Choices: [{ Condition: "{% $states.input.a %}", Assign: { n: 1 }, Next: "Work" }],
    Default: "Done",
    ...over,
  });

  it.each([
    ["a task that is prepared for everything", { Work: aTask() }],
    ["a variable that is there from the next state on", { Set: assigns, Work: aTask(uses) }],
    ["one that every way assigns", { Pick: choice({ Default: "Set" }), Set: assigns, Work: aTask(uses) }],
    ["one that a loop assigns again", { Set: assigns, Work: aTask({ ...uses, Assign: { n: 2 }, Next: "Work" }) }],
    ["one of the scope around", { First: aTask({ Next: "Set" }), Set: assigns, Work: aMap(uses) }],
    [
      "names that the expression sets itself",
      { Work: aTask({ Output: "{% ($n := 1; $map([$n], function($v, $i) { $v + $i })) %}" }) },
    ],
    [
      "functions of Step Functions",
      { Work: aTask({ Output: "{% $uuid() & $hash($string($states.result), 'SHA-256') %}" }) },
    ],
    [
      "an error behind the data limit",
      { Work: aTask({ Catch: [{ ErrorEquals: ["States.DataLimitExceeded", "Busy"], Next: "Done" }] }) },
    ],
  ])("accepts %s", (_what, states) => {
    expect(found(aMachine(states))).toEqual([]);
  });

  it.each([
    ["a machine without a time-out", aMachine({ Work: aTask() }, { TimeoutSeconds: undefined }), "time-out: "],
    ["a task without a time-out", aMachine({ Work: aTask({ TimeoutSeconds: undefined }) }), "time-out: Work"],
    ["one inside a Map", aMachine({ Work: aMap({ Type: "Task", Resource }) }), "time-out: Each"],
    [
      "a jitter that does not exist",
      aMachine({ Work: aTask({ Retry: retry({ JitterStrategy: "HALF" }) }) }),
      "jitter: Work",
    ],
    [
      "everything caught before something",
      aMachine({ Work: aTask({ Catch: [...everything, { ErrorEquals: ["Busy"], Next: "Done" }] }) }),
      "states-all: Work",
    ],
    [
      "everything caught beside something",
      aMachine({ Work: aTask({ Catch: [{ ErrorEquals: ["States.ALL", "States.DataLimitExceeded"], Next: "Done" }] }) }),
      "states-all: Work",
    ],
    [
      "a retrier behind one for the same error",
      aMachine({ Work: aTask({ Retry: [...retry({}), ...retry({})] }) }),
      "unreachable: Work",
    ],
    [
      "everything caught but the data limit",
      aMachine({ Work: aTask({ Catch: everything.slice(1) }) }),
      "data-limit: Work",
    ],
    ["a Choice that may match nothing", aMachine({ Work: choice({ Default: undefined }) }), "default: Work"],
    [
      "an error that nobody throws",
      aMachine({ Work: aTask({ Retry: retry({ ErrorEquals: ["Bussy"] }) }) }),
      "error-name: Work",
    ],
    ["an error that nobody waits for", aMachine({ Work: aTask({ Retry: [] }) }), "error-name: "],
    [
      "an error that is fatal and retried",
      aMachine({ Work: aTask({ Retry: retry({ ErrorEquals: ["Busy", "Broken"] }) }) }),
      "error-name: ",
    ],
    [
      "an error that cannot be caught",
      aMachine({ Work: aTask({ Retry: retry({ ErrorEquals: ["Busy", "States.Runtime"] }) }) }),
      "error-name: Work",
    ],
    ["a variable that nobody assigns", aMachine({ Work: aTask(uses) }), "variable: Work"],
    ["one in the state that assigns it", aMachine({ Work: aTask({ ...uses, Assign: { n: 1 } }) }), "variable: Work"],
    [
      "one that a way does not assign",
      aMachine({ Pick: choice({ Default: "Work" }), Work: aTask(uses) }),
      "variable: Work",
    ],
    [
      "one that is not assigned where an error is caught",
      aMachine({
        Set: aTask({ Assign: { n: 1 }, Catch: [{ ErrorEquals: ["Busy"], Next: "Work" }], Next: "Work" }),
        Work: aTask(uses),
      }),
      "variable: Work",
    ],
    ["one from inside a Map", aMachine({ Set: aMap({ Assign: { n: 1 } }, {}), Work: aTask(uses) }), "variable: Work"],
    [
      "one of the machine in executions of their own",
      aMachine({
        Set: assigns,
        Work: aMap(uses, { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } }),
      }),
      "variable: Each",
    ],
    [
      "a name of the scope around, assigned anew",
      aMachine({ Set: assigns, Work: aMap({ Assign: { n: 2 } }) }),
      "variable: Each",
    ],
    ["a function that JSONata lacks", aMachine({ Work: aTask({ Output: "{% $eval('1') %}" }) }), "variable: Work"],
    ["JSONata of a later version", aMachine({ Work: aTask({ Output: "{% $states.result ?? 1 %}" }) }), "jsonata: Work"],
    ["a result before there is one", aMachine({ Work: aTask({ Arguments: "{% $states.result %}" }) }), "states: Work"],
    [
      "an error where there is none",
      aMachine({ Work: aTask({ Output: "{% $states.errorOutput.Cause %}" }) }),
      "states: Work",
    ],
    ["a member that does not exist", aMachine({ Work: aTask({ Output: "{% $states.output %}" }) }), "states: Work"],
    [
      "what asl-validator finds: a state that is not there",
      aMachine({ Work: aTask({ Next: "Gone" }) }),
      "asl-validator: ",
    ],
  ])("finds %s", (_what, machine, finding) => {
    expect(found(machine)).toContain(finding);
  });
});
