import { readdirSync, readFileSync } from "node:fs";
import validate from "asl-validator";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { PrincipalFailed } from "#domain/contract.ts";
import * as errors from "#domain/errors.ts";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { compileMachine } from "#local/engine/compile.ts";
import { definition, definitionText, states, tasks } from "./definition.ts";

const lambdaArn = "arn:aws:lambda:eu-west-1:111122223333:function:any";

describe("the definition", () => {
  it("is valid for a checker that is not ours", () => {
    const filledIn = definitionText.replaceAll("${Partition}", "aws").replaceAll(/\$\{\w+Arn\}/g, lambdaArn);
    expect(validate(JSON.parse(filledIn))).toMatchObject({ isValid: true, errors: [] });
  });

  it("runs on the local Step Functions, which refuses what it does not support", () => {
    const filledIn = definitionText.replaceAll("${Partition}", "aws").replaceAll(/\$\{\w+Arn\}/g, lambdaArn);
    expect(() => compileMachine(JSON.parse(filledIn))).not.toThrow();
  });

  it("tells the reader why every state exists", () => {
    expect([...states].filter(([, state]) => !state.Comment).map(([name]) => name)).toEqual([]);
  });

  it("gives every task a time-out, a retry with full jitter and a catch for everything", () => {
    for (const [name, task] of tasks) {
      expect(task.TimeoutSeconds, name).toBeGreaterThan(0);
      expect(task.Retry?.at(-1)?.JitterStrategy, name).toBe("FULL");
      expect(task.Catch?.at(-1)?.ErrorEquals, name).toEqual(["States.ALL"]);
    }
  });

  it("ends by itself: the execution has a time-out", () => {
    expect(definition.TimeoutSeconds).toBe(12 * 60 * 60);
  });

  it("holds placeholders for exactly the values that the construct fills in", () => {
    const inFile = new Set([...definitionText.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    const construct = readFileSync("infra/constructs/workflow.ts", "utf8");
    const [, substitutions = ""] = /definitionSubstitutions: \{([^}]*)\}/.exec(construct) ?? [];
    const given = new Set([...substitutions.matchAll(/^\s*(\w+):/gm)].map(([, name]) => name));
    expect(inFile).toEqual(given);
  });

  it("has a row in its table for every state, and no row for another", () => {
    const readme = readFileSync("statemachines/README.md", "utf8");
    const rows = [...readme.matchAll(/^\| ([A-Z][^|]+?) \|/gm)].map(([, cell]) => cell);
    expect(new Set(rows.filter((cell) => cell !== "State"))).toEqual(new Set(states.keys()));
  });

  it("waits longer for a function than the function may run", () => {
    const folderOf = {
      "Start or join investigation": "start-or-join",
      "Check investigations": "check",
      "Enrich findings": "enrich",
    } as const;
    for (const [state, folder] of Object.entries(folderOf)) {
      expect(states.get(state)?.TimeoutSeconds, state).toBe(functionTimeout[folder].toSeconds() + 15);
    }
  });
});

describe("retry budget", () => {
  it("lasts more than an hour on average for throttles and trouble in a service", () => {
    for (const [name, task] of tasks) {
      const last = task.Retry?.at(-1);
      if (!last) throw new Error(`${name} has no retry`);
      const delays = Array.from({ length: last.MaxAttempts }, (_, n) =>
        Math.min(last.IntervalSeconds * last.BackoffRate ** n, last.MaxDelaySeconds ?? Number.POSITIVE_INFINITY),
      );
      // 5, 10, 20, 40, 80, 160 s, then 25 × 300 s: 7,815 s; full jitter takes half of it on average.
      expect(delays.reduce((sum, delay) => sum + delay) / 2, name).toBe(3_907.5);
    }
  });
});

describe("crash budget", () => {
  it("is five tries within about a minute for whatever runs in a sandbox", () => {
    for (const [name, task] of tasks.filter(([, { Resource }]) => !Resource?.includes("sqs"))) {
      const retry = task.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes("Runtime.ExitError"));
      const delays = Array.from({ length: retry?.MaxAttempts ?? 0 }, (_, n) => (retry?.IntervalSeconds ?? 0) * 2 ** n);
      // 2, 4, 8, 16, 32 s at most; full jitter takes half of it on average.
      expect(delays, name).toEqual([2, 4, 8, 16, 32]);
    }
  });
});

describe("error names", () => {
  const ours = Object.values(errors).map((error) => error.name);
  const known = [
    ...ours,
    "States.ALL",
    "States.Timeout",
    "States.TaskFailed",
    "Sandbox.Timedout",
    // What Lambda reports of a sandbox that died in the middle of its work.
    "Runtime.ExitError",
    "Runtime.OutOfMemory",
    ...["ServiceException", "AWSLambdaException", "SdkClientException", "TooManyRequestsException", "Unknown"].map(
      (name) => `Lambda.${name}`,
    ),
    "Lambda.ClientExecutionTimeoutException",
  ];
  const named = [...states.values()].flatMap((state) =>
    [...(state.Retry ?? []), ...(state.Catch ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals),
  );

  it("in the definition are names that somebody throws", () => {
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("of our classes are matched by the definition, or fatal on purpose", () => {
    // A person must mend these: no retry, straight to the catch.
    const fatal = ["SetupFault", "InvalidSettings"];
    expect(ours.filter((name) => !named.includes(name)).sort()).toEqual(fatal.sort());
  });

  it("are the literal names of their classes, so that minified bundles keep them", () => {
    const source = readFileSync("domain/errors.ts", "utf8");
    for (const name of ours) expect(source).toContain(`override readonly name = "${name}";`);
  });

  it("are thrown somewhere outside the file that defines them", () => {
    const code = ["domain", "adapters", "infra"]
      .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
      .concat(readdirSync("functions", { recursive: true }).map((file) => `functions/${file}`))
      .filter((file) => file.endsWith(".ts") && file !== "domain/errors.ts")
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(ours.filter((name) => !code.includes(`new ${name}(`))).toEqual([]);
  });
});

/** The value of a state's JSONata expression, by the version of JSONata that Step Functions runs. */
async function evaluated(expression: unknown, states: object): Promise<unknown> {
  const [, text = ""] = /^\{% (.*) %\}$/.exec(String(expression)) ?? [];
  return JSON.parse(JSON.stringify(await jsonata(text).evaluate({}, { states })));
}

describe("JSONata, which makes an item of a list of one and nothing of an empty one", () => {
  const { Output, Items } = states.get("Start or join each principal") ?? {};
  const toStart = { kind: "start", name: "a" };
  const running = { kind: "running", name: "b", waitSeconds: 150 };
  const failed = { kind: "failed", name: "c" };

  it.each([
    { before: [], result: [], principals: [], waitSeconds: 0 },
    { before: [toStart], result: [running], principals: [running], waitSeconds: 150 },
    { before: [toStart], result: [failed], principals: [failed], waitSeconds: 0 },
    { before: [failed], result: [], principals: [failed], waitSeconds: 0 },
    { before: [toStart, failed], result: [running], principals: [failed, running], waitSeconds: 150 },
    {
      before: [toStart, failed, failed, toStart],
      result: [running, { ...running, waitSeconds: 7 }],
      principals: [failed, failed, running, { ...running, waitSeconds: 7 }],
      waitSeconds: 150,
    },
  ])("leaves a list of $principals.length principals a list, and the wait a whole number", async (row) => {
    const { before, result, principals, waitSeconds } = row;
    const input = { findings: [{ id: "f" }], principals: before };
    expect(await evaluated(Items, { input })).toEqual(before.filter(({ kind }) => kind === "start"));
    expect(await evaluated(Output, { input, result })).toEqual({ findings: [{ id: "f" }], principals, waitSeconds });
  });

  it("sums the groups whether there is one or many, and whether or not they left anything", async () => {
    const { Output: sum } = states.get("Investigate each group of findings") ?? {};
    const group = { enriched: 1, notInvestigable: 0, parked: 2, unchanged: 0 };
    const sums = { groups: 1, ...group, left: 0 };
    expect(await evaluated(sum, { result: [group] })).toEqual(sums);
    const two = { groups: 2, enriched: 2, notInvestigable: 0, parked: 4, unchanged: 0, left: 3 };
    expect(await evaluated(sum, { result: [group, { ...group, left: 3 }] })).toEqual(two);
  });

  it.each([
    { what: "no cause", errorOutput: { Error: "States.Timeout" } },
    { what: "a long cause outside the basic plane", errorOutput: { Error: "E", Cause: "\u{1F575}".repeat(5_000) } },
  ])("keeps a failed principal within its contract, with $what", async ({ errorOutput }) => {
    const [caught] = states.get("Start or join investigation")?.Catch ?? [];
    const input = { identity: "i", arn: "arn", name: "n", kind: "start" };
    expect(PrincipalFailed.safeParse(await evaluated(caught?.Output, { input, errorOutput }))).toMatchObject({
      success: true,
      data: { kind: "failed", error: errorOutput.Error },
    });
  });
});
