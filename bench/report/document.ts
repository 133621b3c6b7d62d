import { computeMs, concurrencyMax, initMs, taskDelayMs } from "../metering/assumptions.ts";
import { type BenchResult, systemNames, WorkloadName } from "../result.ts";
import { provenanceOf } from "./caption.ts";
import type { ChartFile } from "./charts.ts";
import { figure } from "./figures.ts";
import { knownSystems } from "./systems.ts";
import { billTables, bundleTable, callTables, furtherTable, goalTable, type Table, workloadTables } from "./tables.ts";
import { knownWorkloads } from "./workloads.ts";

/** docs/benchmark.md. */
export function benchmarkDocument(result: BenchResult, charts: readonly ChartFile[]): string {
  const chart = (name: ChartFile["name"]) => charts.filter((one) => one.name === name).map(image);
  const parts = [
    "# Benchmark",
    "<!-- Made by `npm run bench:report` from bench/results.json: change that, not this. -->",
    intro(result),
    "## Goals",
    table(goalTable(result)),
    "## Cost",
    ...chart("cost"),
    "Who starts something for every finding pays for every finding; who shares an investigation among all findings about a principal pays for the principal.",
    ...titled(billTables(result), "Dollars per million findings, by item of the bill"),
    "## Lag",
    ...chart("lag"),
    "The clock starts when the investigation has truly ended, not when somebody looks. Asking more often shortens the lag and costs calls: read it together with the next chart.",
    "## API calls",
    ...chart("calls"),
    ...titled(callTables(result), "Calls per finding"),
    "## Recall",
    ...chart("recall"),
    "Of all pairs of a finding and a principal in it that can be investigated, the share that carries the evidence in the end. *Lost* are the pairs of which nobody ever hears again: neither enriched nor in a dead-letter queue with a reason.",
    "## Every workload, every system",
    ...workloadTables(result).flatMap((one) => [`**${one.title}**`, table(one)]),
    ...titled([furtherTable(result)], ""),
    "## Functions",
    bundleText(result),
    table(bundleTable(result)),
    "## What is run",
    ...workloadList(result),
    "## Against whom",
    "The peers are written anew from what their sources do; none of their code is in this repository. They run on the same simulated cloud, with the same seeds and the same prices.",
    ...systemList(result),
    "## What the numbers do not say",
    caveats,
    "## Run it again",
    again(result),
  ];
  return `${parts.join("\n\n")}\n`;
}

function intro(result: BenchResult): string {
  return [
    `**Everything here is simulated**: the cloud, its clock, and so the money and the waiting. ${provenanceOf(result)}`,
    "Virtual time is exact: the same seed and commit give the same numbers to the last digit, so they carry no error bars. The functions' bytes and import times are real measurements on one machine.",
  ].join(" ");
}

function image({ name, alt }: ChartFile): string {
  return `![${alt}](benchmark/${name}.svg)`;
}

function titled(tables: readonly Table[], title: string): readonly string[] {
  return tables
    .filter(({ rows }) => rows.length > 0)
    .flatMap((one) => [title === "" ? `**${one.title}**` : `${title}. ${one.title}:`, table(one)]);
}

function table({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const aligned = head.map((name, index) => (index === 0 || name === "what" || name === "" ? "---" : "---:"));
  return [line(head), line(aligned), ...rows.map(line)].join("\n");
}

function bundleText({ nodeVersion, bundles }: BenchResult): string {
  const rounds = Object.values(bundles).flatMap((one) => (one.rounds === undefined ? [] : [one.rounds]));
  const how = rounds.length === 0 ? "" : `, the median of ${Math.min(...rounds)} processes taken in turn`;
  return `What a cold start has to load. Node ${nodeVersion} imports each bundle as it is deployed, in the environment of the template${how}; the empty handler is imported in the same rounds. What the SDK clients weigh alone is the floor for a function that uses the SDK.`;
}

function workloadList({ workloads }: BenchResult): readonly string[] {
  const run = WorkloadName.options.filter((name) => workloads[name] !== undefined);
  return [run.map((name) => `- **${knownWorkloads[name].label}.** ${knownWorkloads[name].about}`).join("\n")];
}

function systemList({ workloads }: BenchResult): readonly string[] {
  const run = systemNames.filter((name) => Object.values(workloads).some((systems) => systems[name] !== undefined));
  return [run.map((name) => `- **${knownSystems[name].label}.** ${knownSystems[name].about}`).join("\n")];
}

const caveats = [
  '- Nobody publishes how long Detective takes. "Two to three minutes" is what an AWS workshop says; the lengths above are drawn from that, and an account may see others.',
  "- Detective's API rates are not published either. Here each operation takes 50 calls a second, 100 at once; only where the cost is drawn over the findings per principal nobody is turned away, since who is turned away costs less and does less.",
  `- Assumed for all alike: a cold start of ${initMs} ms, ${computeMs} ms of computing in each invocation, ${taskDelayMs.min} to ${taskDelayMs.max} ms before a workflow's task starts, ${figure(concurrencyMax)} functions at once.`,
  "- The bill holds what the systems differ in: Step Functions, Lambda, SQS, EventBridge, DynamoDB, KMS and logs at the list prices of one Region, without free tier, discounts, data transfer, storage, alarms and dashboards, and without what is the same every month: Gumshoe's KMS key (a dollar) and the data keys of its queues (3 cents at most). Detective and Security Hub are left out: they charge for what they ingest, which is the same for all; whether Security Hub charges for updates of findings is not settled here.",
  "- How long a function works is modelled, not measured: Lambda's own speed, and the round trips of real services, will differ. Waiting, polling and state transitions, where the money is, do not hang on it.",
  '- "Simulated" also means that the services behave as their documentation and models say. Where AWS does something else, so will the numbers.',
  "- The peers are our reading of them. The blog and the thesis are examples, written to be understood: they do not claim to be what they are compared with here.",
  "- An imported event of Security Hub carries one finding, so a system that takes only the first finding of an event loses little there; it loses with custom actions, where a person selects many.",
].join("\n");

function again({ seed }: BenchResult): string {
  return [
    `\`npm run bench -- --seed ${seed}\` runs all workloads but the soak and prints the tables; \`--json\` prints the result alone. \`npm run bench:report\` makes this page and its charts from \`bench/results.json\`.`,
    "The prices, each with its page and the day it was read, are in `bench/prices.json`.",
  ].join(" ");
}
