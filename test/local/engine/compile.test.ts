import { describe, expect, it } from "vitest";
import { compileMachine } from "#local/engine/compile.ts";
import { InvalidDefinition, Unsupported } from "#local/engine/errors.ts";
import { functionArn, only } from "./run-machine.ts";

const jsonata = (definition: object) => ({ QueryLanguage: "JSONata", ...definition });
const processor = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };

function problemsOf(definition: unknown): { readonly name: string; readonly problems: readonly string[] } {
  try {
    compileMachine(definition);
  } catch (error) {
    if (error instanceof InvalidDefinition || error instanceof Unsupported) return error;
    throw error;
  }
  return { name: "none", problems: [] };
}

describe("compileMachine()", () => {
  it.each([
    ["no JSON", "{", "it is no JSON"],
    ["a list", [], "it is no JSON object"],
    ["no states", jsonata({ StartAt: "A", States: {} }), '"States" is no object with at least one state'],
    ["an unknown start", jsonata({ StartAt: "B", States: { A: { Type: "Succeed" } } }), '"StartAt" leads to "B"'],
    [
      "a dangling Next",
      jsonata(only({ Type: "Pass", End: undefined, Next: "Gone" })),
      '"Next" of state "Only" leads to "Gone"',
    ],
    ["a state without an end", jsonata(only({ Type: "Pass", End: false })), 'wants either "Next" or "End": true'],
    [
      "a lost state",
      jsonata({ StartAt: "A", States: { A: { Type: "Succeed" }, B: { Type: "Succeed" } } }),
      'no transition leads to "B"',
    ],
    ["an unknown type", jsonata(only({ Type: "Loop" })), '"Type" is "Loop"'],
    ["an unknown field", jsonata(only({ Type: "Pass", Outptu: 1 })), 'field "Outptu" does not belong'],
    [
      "a JSONPath field in a JSONata state",
      jsonata(only({ Type: "Pass", InputPath: "$" })),
      'field "InputPath" does not belong',
    ],
    [
      "a JSONPath state in a JSONata machine",
      jsonata(only({ Type: "Pass", QueryLanguage: "JSONPath" })),
      "a JSONPath state",
    ],
    ["a broken expression", jsonata(only({ Type: "Pass", Output: "{% $a( %}" })), "does not parse"],
    [
      "States.ALL beside others",
      jsonata(only({ Type: "Task", Resource: functionArn, Retry: [{ ErrorEquals: ["States.ALL", "A"] }] })),
      "States.ALL",
    ],
    [
      "a bad retrier",
      jsonata(only({ Type: "Task", Resource: functionArn, Retry: [{ ErrorEquals: ["A"], BackoffRate: 0.5 }] })),
      "BackoffRate",
    ],
    ["a bad resource", jsonata(only({ Type: "Task", Resource: "work" })), 'Resource "work"'],
    ["a constant of the wrong type", jsonata(only({ Type: "Wait", Seconds: "10" })), '"Seconds" is "10"'],
    ["a wait of nothing", jsonata(only({ Type: "Wait" })), 'either "Seconds" or "Timestamp"'],
    ["a Map without a processor", jsonata(only({ Type: "Map" })), 'either "ItemProcessor" or "Iterator"'],
    ["a reserved variable", jsonata(only({ Type: "Pass", Assign: { states: 1 } })), "'states' is no variable name"],
    [
      "a shadowing variable",
      jsonata({
        StartAt: "A",
        States: {
          A: { Type: "Pass", Assign: { v: 1 }, Next: "M" },
          M: {
            Type: "Map",
            End: true,
            ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", Assign: { v: 2 }, End: true } } },
          },
        },
      }),
      "'v' was already defined in a parent scope",
    ],
  ])("refuses %s, as AWS does", (_, definition, problem) => {
    expect(problemsOf(definition)).toMatchObject({
      name: "InvalidDefinition",
      problems: expect.arrayContaining([expect.stringContaining(problem)]),
    });
  });

  it.each([
    [
      "a distributed Map",
      only({
        Type: "Map",
        ItemProcessor: { ...processor, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
      }),
      "distributed Map",
    ],
    ["an ItemReader", only({ Type: "Map", ItemProcessor: processor, ItemReader: {} }), 'field "ItemReader"'],
    [
      "a callback",
      only({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }),
      ".waitForTaskToken",
    ],
    ["other credentials", only({ Type: "Task", Resource: functionArn, Credentials: {} }), 'field "Credentials"'],
  ])("refuses %s by name", (_, definition, feature) => {
    expect(problemsOf(jsonata(definition))).toMatchObject({
      name: "Unsupported",
      problems: [expect.stringContaining(feature)],
    });
  });

  it("says everything that is wrong at once, and where", () => {
    const inner = { StartAt: "P", States: { P: { Type: "Pass", Outptu: 1, End: true } } };
    const { problems } = problemsOf(
      jsonata({ ...only({ Type: "Map", ItemProcessor: inner, Label: "x" }), TimeoutSeconds: 0 }),
    );
    expect(problems).toEqual([
      'state "Only": ItemProcessor: state "P": field "Outptu" does not belong into a Pass state with JSONata',
      '"TimeoutSeconds" is 0, wanted a positive integer',
    ]);
  });
});
