import { readdirSync, readFileSync } from "node:fs";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { PrincipalFailed } from "#domain/contract.ts";
import * as errors from "#domain/errors.ts";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { compileMachine } from "#local/engine/compile.ts";
import { definition, definitionText, meanWaitSeconds, states, tasks } from "./definition.ts";

const starting = "Start or join each principal";
const lambdaArn = "arn:aws:lambda:eu-west-1:111122223333:function:any";

describe("the definition", () => {
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

  it("does on the data limit, which no States.ALL takes, what it does on everything else", () => {
    for (const [name, task] of tasks) {
      const [limit, everything] = task.Catch?.slice(-2) ?? [];
      expect({ ...limit, ErrorEquals: ["States.ALL"] }, name).toEqual(everything);
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
      [starting]: "start-or-join",
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
    for (const [name, task] of tasks.filter(([name]) => name !== starting)) {
      const last = task.Retry?.at(-1);
      if (!last) throw new Error(`${name} has no retry`);
      expect(last.MaxAttempts, name).toBe(31);
      // 5, 10, 20, 40, 80, 160 s, then 25 × 300 s: 7,815 s; full jitter takes half of it on average.
      expect(meanWaitSeconds(last, 31), name).toBe(3_907.5);
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
  // An error derived from another of ours has that one's name.
  const named = Object.values(errors).filter((error) => Object.getPrototypeOf(error) === Error);
  const ours = named.map((error) => error.name);
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
  ])("fails every principal without an investigation, and no other, with $what", async ({ errorOutput }) => {
    const [caught] = states.get(starting)?.Catch ?? [];
    const toStart = { identity: "i", arn: "arn", name: "n", kind: "start" };
    const running = { name: "b", kind: "running", waitSeconds: 15 };
    for (const principals of [[], [toStart], [running], [toStart, running, toStart]]) {
      const after = await evaluated(caught?.Output, {
        input: { findings: ["f"], principals, next: "start" },
        errorOutput,
      });
      const { principals: told } = after as { readonly principals: readonly unknown[] };
      expect(after).toMatchObject({ findings: ["f"], waitSeconds: 0 });
      expect(told).toHaveLength(principals.length);
      for (const [at, principal] of principals.entries()) {
        if (principal.kind === "running") expect(told[at]).toEqual(principal);
        else
          expect(PrincipalFailed.safeParse(told[at])).toMatchObject({
            success: true,
            data: { kind: "failed", error: errorOutput.Error },
          });
      }
    }
  });
});
