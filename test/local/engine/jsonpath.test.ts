import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NoSuchPath, select } from "#local/engine/jsonpath.ts";
import { parsePath } from "#local/engine/jsonpath-parser.ts";
import { putAt } from "#local/engine/reference-path.ts";
import { Unreadable } from "#local/engine/text-reader.ts";
import { runMachine } from "./run-machine.ts";

const data = { a: { "b c": [10, 20, 30], n: null }, list: [{ id: 1, tag: "x" }, { id: 2 }, { id: 3, tag: "y" }] };

describe("select()", () => {
  it.each([
    ["$", data],
    ["$.a.n", null],
    ["$['a']['b c'][0]", 10],
    ["$.a['b c'][-1]", 30],
    ["$.a['b c'][0,2]", [10, 30]],
    ["$.a['b c'][1:]", [20, 30]],
    ["$.list[*].id", [1, 2, 3]],
    ["$..id", [1, 2, 3]],
    ["$.list[?(@.tag)].id", [1, 3]],
    ["$.list[?(@.id >= 2 && @.tag != 'y')].id", [2]],
    ['$.list[?(!(@.id == 1) || @.tag == "x")].id', [1, 2, 3]],
    ["$.nothing[*]", []],
  ])("%s", (path, expected) => {
    expect(select(parsePath(path), data)).toEqual(expected);
  });

  it("throws NoSuchPath when a definite path leads nowhere", () => {
    expect(() => select(parsePath("$.a.x"), data)).toThrow(new NoSuchPath("No results for path: $['a']['x']"));
    expect(() => select(parsePath("$.toString"), data)).toThrow(NoSuchPath);
  });
});

describe("parsePath()", () => {
  it.each(["a.b", "$.", "$.list[", "$.list.length()", "$.list[?(@.id =~ /x/)]", "$.a b"])("refuses %j", (path) => {
    expect(() => parsePath(path)).toThrow(Unreadable);
  });
});

describe("putAt()", () => {
  it("puts a value where select() finds it, and leaves the original alone", () => {
    const name = fc.stringMatching(/^[a-z]{1,4}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (names, value) => {
        const before = { other: 1 };
        const path = parsePath(`$.deep.${names.join(".")}`);
        const after = putAt(path, before, value);
        expect(select(path, after)).toEqual(value);
        expect(before).toEqual({ other: 1 });
        expect(after).toMatchObject({ other: 1 });
      }),
    );
  });
});

describe("a JSONPath machine", () => {
  it("moves data through InputPath, Parameters, ResultSelector, ResultPath and OutputPath", async () => {
    const run = await runMachine(
      {
        QueryLanguage: "JSONPath",
        StartAt: "Work",
        States: {
          Work: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            InputPath: "$.in",
            Parameters: { "n.$": "$.n", "text.$": "States.Format('{}-{}', $.n, $$.State.Name)" },
            ResultSelector: { "got.$": "$.text" },
            ResultPath: "$.kept.result",
            OutputPath: "$.kept",
            End: true,
          },
        },
      },
      { input: { in: { n: 1 }, kept: { a: true } } },
    );
    expect(run.output).toEqual({ a: true, result: { got: "1-Work" } });
  });
});
