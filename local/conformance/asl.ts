import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileMachine } from "#local/engine/compile.ts";
import { type Outcome, startExecution } from "#local/engine/engine.ts";
import { InvalidDefinition, Unsupported } from "#local/engine/errors.ts";
import type { Machine } from "#local/engine/machine.ts";
import { Payload } from "#local/engine/payload.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { type AslCase, isJsonataOnly } from "./asl-case.ts";
import { matchesExpected } from "./asl-match.ts";
import { caseTasks } from "./asl-tasks.ts";

/** What became of a case. `differences` are those that do not decide: the cause and the history. */
export type Verdict =
  | { readonly kind: "passed"; readonly differences: readonly string[] }
  | { readonly kind: "failed" | "unsupported"; readonly why: string };

export interface AslCounts {
  passed: number;
  failed: number;
  unsupported: number;
  causeDifferences: number;
  historyDifferences: number;
  /** One line for each case that did not pass. */
  readonly problems: string[];
  /** One line for each difference that does not decide. */
  readonly differences: string[];
}

/** The cases all of whose states are JSONata, and all others. */
export interface AslCasesResult {
  readonly jsonata: AslCounts;
  readonly other: AslCounts;
}

/** Runs every `*.json` below `folder` that has a `definition`. */
export async function runAslCases(folder: string): Promise<AslCasesResult> {
  const result = { jsonata: noCounts(), other: noCounts() };
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".json")).sort();
  for (const file of files) {
    const content = JSON.parse(await readFile(join(folder, file), "utf8"));
    if (typeof content?.definition !== "object" || content.definition === null || !content.expect) continue;
    const aslCase: AslCase = { name: file, ...content };
    count(isJsonataOnly(aslCase.definition) ? result.jsonata : result.other, aslCase.name, await runAslCase(aslCase));
  }
  return result;
}

function noCounts(): AslCounts {
  return {
    passed: 0,
    failed: 0,
    unsupported: 0,
    causeDifferences: 0,
    historyDifferences: 0,
    problems: [],
    differences: [],
  };
}

function count(counts: AslCounts, name: string, verdict: Verdict): void {
  counts[verdict.kind] += 1;
  if (verdict.kind !== "passed") {
    counts.problems.push(`${verdict.kind} ${name}: ${verdict.why}`);
    return;
  }
  for (const difference of verdict.differences) {
    if (difference.startsWith("cause")) counts.causeDifferences += 1;
    else counts.historyDifferences += 1;
    counts.differences.push(`${name}: ${difference}`);
  }
}

/** Runs one case to its end and compares status, output and error. */
export async function runAslCase(aslCase: AslCase): Promise<Verdict> {
  const { definition, expect } = aslCase;
  let machine: Machine;
  try {
    machine = compileMachine(definition);
  } catch (error) {
    if (error instanceof Unsupported) return { kind: "unsupported", why: error.problems.join("; ") };
    if (!(error instanceof InvalidDefinition)) throw error;
    if (expect.status === "REJECTED") return { kind: "passed", differences: [] };
    return { kind: "failed", why: `refused: ${error.problems.join("; ")}` };
  }
  if (expect.status === "REJECTED") return { kind: "failed", why: `not refused: ${expect.cause}` };
  return compare(aslCase, ...(await execute(machine, aslCase)));
}

const identity = {
  executionArn: "arn:aws:states:us-east-1:111122223333:execution:case:one",
  name: "one",
  stateMachineArn: "arn:aws:states:us-east-1:111122223333:stateMachine:case",
  stateMachineName: "case",
  roleArn: "arn:aws:iam::111122223333:role/case",
  region: "us-east-1",
};

async function execute(machine: Machine, { input, tasks }: AslCase): Promise<[Outcome, AslCase["events"]]> {
  const execution = startExecution(machine, identity, new Payload(input), {
    clock: new VirtualClock(Date.UTC(2026, 0, 1)),
    runTask: caseTasks(tasks),
    chance: { random: () => 0.5, uuid: () => "00000000-0000-4000-8000-000000000001" },
  });
  const outcome = await execution.done;
  const events = execution.history.slice(1, execution.history.length).map(({ type, ...event }) => {
    const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1];
    const { name, state } = (details ?? {}) as { readonly name?: string; readonly state?: string };
    const named = name ?? state;
    return { type, ...(named !== undefined && { name: named }) };
  });
  return [outcome, events];
}

function compare({ expect, events }: AslCase, outcome: Outcome, history: AslCase["events"]): Verdict {
  const failure: { readonly error?: string | undefined; readonly cause?: string | undefined } =
    outcome.status === "SUCCEEDED" ? {} : outcome;
  const wanted = (field: "error" | "cause") => (expect.absentOnAws?.includes(field) ? undefined : expect[field]);
  if (outcome.status !== expect.status) {
    return { kind: "failed", why: `status is ${outcome.status} (${JSON.stringify(failure)}), wanted ${expect.status}` };
  }
  if (outcome.status === "SUCCEEDED" && !matchesExpected(expect.output, JSON.parse(outcome.output))) {
    return { kind: "failed", why: `output is ${outcome.output}, wanted ${JSON.stringify(expect.output)}` };
  }
  if (!matchesExpected(wanted("error"), failure.error)) {
    return { kind: "failed", why: `error is ${failure.error} (${failure.cause}), wanted ${wanted("error")}` };
  }
  const differences: string[] = [];
  if (!matchesExpected(wanted("cause"), failure.cause)) {
    differences.push(`cause is ${failure.cause}, wanted ${wanted("cause")}`);
  }
  if (events && !matchesExpected(events, history)) {
    differences.push(`history is ${listed(history)}, wanted ${listed(events)}`);
  }
  return { kind: "passed", differences };
}

function listed(events: AslCase["events"] = []): string {
  return events.map(({ type, name }) => (name === undefined ? type : `${type}(${name})`)).join(" ");
}
