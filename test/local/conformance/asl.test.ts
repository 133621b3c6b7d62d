import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runAslCase, runAslCases } from "#local/conformance/asl.ts";
import { type AslCase, isJsonataOnly } from "#local/conformance/asl-case.ts";
import { matchesExpected } from "#local/conformance/asl-match.ts";

const resource = "arn:aws:states:::lambda:invoke";
const pass = { QueryLanguage: "JSONata", StartAt: "P", States: { P: { Type: "Pass", End: true } } };
const task = (fields: object = {}) => ({
  QueryLanguage: "JSONata",
  StartAt: "T",
  States: { T: { Type: "Task", Resource: resource, End: true, ...fields } },
});
const aCase = (overrides: Partial<AslCase>): AslCase => ({
  name: "case",
  definition: pass,
  input: 1,
  expect: { status: "SUCCEEDED", output: 1 },
  ...overrides,
});

describe("matchesExpected()", () => {
  it.each([
    ["*ANY*", { a: 1 }, true],
    ["*ANY*", undefined, false],
    ["a*ANY*c", "abbbc", true],
    ["a*ANY*c", "ac", true],
    ["a*ANY*a", "a", false],
    ["a*ANY*b*ANY*c", "axbxc", true],
    ["a*ANY*c", 7, false],
    [{ a: [1, "*ANY*"] }, { a: [1, null] }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[], {}, false],
    [0, -0, true],
    [null, undefined, false],
  ])("%j against %j", (expected, actual, matches) => {
    expect(matchesExpected(expected, actual)).toBe(matches);
  });
});

describe("isJsonataOnly()", () => {
  it.each([
    ["the machine says so", pass, true],
    ["every state says so", { StartAt: "P", States: { P: { QueryLanguage: "JSONata" } } }, true],
    ["nothing says so", { StartAt: "P", States: { P: {} } }, false],
    ["a branch does not", { States: { P: { QueryLanguage: "JSONata", Branches: [{ States: { Q: {} } }] } } }, false],
  ])("answers when %s", (_, definition, expected) => {
    expect(isJsonataOnly(definition)).toBe(expected);
  });
});

describe("runAslCase()", () => {
  it.each([
    ["right output", aCase({}), "passed"],
    ["wrong output", aCase({ expect: { status: "SUCCEEDED", output: 2 } }), "failed"],
    ["wrong status", aCase({ expect: { status: "FAILED" } }), "failed"],
    ["a task by resource: echo", aCase({ definition: task(), tasks: { [resource]: { echo: true } } }), "passed"],
    ["a task by resource: returns", aCase({ definition: task(), tasks: { [resource]: { returns: 1 } } }), "passed"],
    [
      "a task by resource: throws",
      aCase({
        definition: task(),
        tasks: { [resource]: { throws: { error: "E" } } },
        expect: { status: "FAILED", error: "E" },
      }),
      "passed",
    ],
    [
      "wrong error",
      aCase({
        definition: task(),
        tasks: { [resource]: { throws: { error: "E" } } },
        expect: { status: "FAILED", error: "F" },
      }),
      "failed",
    ],
    [
      "a task by state: attempts",
      aCase({
        definition: task({ Retry: [{ ErrorEquals: ["E"] }] }),
        tasks: { T: { attempts: [{ throw: { Error: "E" } }, { return: 1 }] } },
      }),
      "passed",
    ],
    ["an attempt too many", aCase({ definition: task(), tasks: { T: { attempts: [] } } }), "failed"],
    ["a task the case does not know", aCase({ definition: task() }), "failed"],
    [
      "an error that the recorder filled in",
      aCase({
        definition: { ...pass, States: { P: { Type: "Fail", Cause: "why" } } },
        expect: { status: "FAILED", error: "FAILED", cause: "why", absentOnAws: ["error"] },
      }),
      "passed",
    ],
    [
      "a refusal that was expected",
      aCase({ definition: { ...pass, StartAt: "Q" }, expect: { status: "REJECTED" } }),
      "passed",
    ],
    ["a refusal that was not", aCase({ definition: { ...pass, StartAt: "Q" } }), "failed"],
    ["no refusal", aCase({ expect: { status: "REJECTED" } }), "failed"],
    ["a feature that is refused by name", aCase({ definition: task({ Credentials: {} }) }), "unsupported"],
  ] as const)("judges %s", async (_, given, kind) => {
    expect((await runAslCase(given)).kind).toBe(kind);
  });

  it("lists differences of cause and history apart", async () => {
    const verdict = await runAslCase(
      aCase({
        definition: { ...pass, States: { P: { Type: "Fail", Error: "E", Cause: "this" } } },
        expect: { status: "FAILED", error: "E", cause: "that" },
        events: [{ type: "ExecutionStarted" }],
      }),
    );
    expect(verdict).toEqual({
      kind: "passed",
      differences: [
        "cause is this, wanted that",
        "history is ExecutionStarted FailStateEntered(P) ExecutionFailed, wanted ExecutionStarted",
      ],
    });
  });
});

describe("runAslCases()", () => {
  it("reads a folder recursively and ignores what is no case", async () => {
    const folder = await mkdtemp(join(tmpdir(), "asl-"));
    try {
      await mkdir(join(folder, "deeper"));
      await writeFile(join(folder, "deeper", "one.json"), JSON.stringify(aCase({})));
      await writeFile(
        join(folder, "two.json"),
        JSON.stringify(aCase({ definition: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } })),
      );
      await writeFile(join(folder, "other.json"), "[]");
      const { jsonata, other } = await runAslCases(folder);
      expect([jsonata.passed, other.passed, jsonata.failed + other.failed]).toEqual([1, 1, 0]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const folder = process.env["ASL_CASES"];
  it.skipIf(!folder)(
    "holds the bars on the cases recorded on AWS (skipped unless ASL_CASES names their folder)",
    async () => {
      const { jsonata, other } = await runAslCases(folder ?? "");
      expect(jsonata.passed / (jsonata.passed + jsonata.failed + jsonata.unsupported)).toBeGreaterThanOrEqual(0.95);
      expect(other.problems.filter((problem) => problem.startsWith("failed"))).toEqual([]);
    },
  );
});
