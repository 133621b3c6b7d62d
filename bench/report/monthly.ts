import type { PriceSheet } from "../prices.ts";
import type { BenchResult, WorkloadName } from "../result.ts";
import { dollars, figure } from "./figures.ts";
import { type FixedItems, fixedItems, type Template } from "./fixed-items.ts";

/** Findings a month. */
const volumes = [1_000, 100_000, 1_000_000];

// "Lambda … five concurrent batches", each long poll 20 s (docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, read 2026-11-20).
const pollers = 5;
const pollSeconds = 20;
const monthSeconds = 30 * 24 * 60 * 60;

const shapes: readonly { readonly workload: WorkloadName; readonly label: string }[] = [
  { workload: "single", label: "one by one, each about somebody else" },
  { workload: "burst", label: "in bursts, ten about each principal" },
];

const labels: Readonly<Record<keyof FixedItems, string>> = {
  kmsKey: "customer-managed keys",
  alarmMetric: "metrics that alarms watch",
  compositeAlarm: "composite alarms",
  dashboard: "dashboards",
  customMetric: "metrics of its own, on alarms and dashboards",
};

/** What a month costs: for being there, and for the findings, as Markdown. */
export function monthlyCost(result: BenchResult, prices: PriceSheet, template: Template): string {
  const rows = fixedRows(prices, fixedItems(template));
  const fixed = rows.reduce((sum, { cost }) => sum + cost, 0);
  return [
    `**For being there**, whether anything happens or not: ${dollars(fixed)} a month.`,
    table(
      ["what", "how many", "a month"],
      [
        ...rows.map(({ label, count, cost }) => [label, figure(count), dollars(cost)]),
        ["together", "", dollars(fixed)],
      ],
    ),
    "**For the findings**, by the way they come:",
    table(
      ["findings a month", ...shapes.map(({ label }) => label), "with what is fixed"],
      volumes.map((findings) => {
        const costs = shapes.map(({ workload }) => (perMillion(result, workload) * findings) / 1_000_000);
        const [from, to] = [Math.min(...costs) + fixed, Math.max(...costs) + fixed];
        return [figure(findings), ...costs.map(dollars), `${dollars(from)} to ${dollars(to)}`];
      }),
    ),
    `List prices of ${prices.region} (findings: ${result.priceSheet}), without free tier: [the benchmark](benchmark.md) says how they come about, item by item. Simulated, not billed. Not in it: what GuardDuty, Security Hub and Detective charge for what they take in, which they do without Gumshoe too; storage, well under a dollar; tax.`,
  ].join("\n\n");
}

function fixedRows({ monthly, lines }: PriceSheet, items: FixedItems) {
  const polls = (pollers * monthSeconds) / pollSeconds;
  const kinds = Object.keys(labels) as (keyof FixedItems)[];
  return [
    ...kinds
      .filter((kind) => items[kind] > 0)
      .map((kind) => ({
        label: labels[kind],
        count: items[kind],
        cost: (items[kind] * monthly[kind].dollars) / monthly[kind].per,
      })),
    {
      label: "looks that Lambda takes at the empty queue",
      count: polls,
      cost: (polls * lines.sqsRequest.dollars) / lines.sqsRequest.per,
    },
  ];
}

function perMillion({ workloads }: BenchResult, workload: WorkloadName): number {
  const measured = workloads[workload]?.gumshoe.dollarsPerMillion;
  if (measured === undefined) throw new Error(`Cannot tell a month's cost: the result has no workload "${workload}"`);
  return measured;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
