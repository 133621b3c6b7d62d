import { type IMetric, MathExpression, type Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { ParkReason } from "#domain/contract.ts";
import type { MetricName } from "#domain/measure.ts";
import { ourMetric } from "../alarms/alarm-spec.ts";
import { parkingReasons } from "../alarms/finding-alarms.ts";
import { palette } from "./palette.ts";
import { type Panel, period } from "./panels.ts";

const named = (name: MetricName, label: string, color: string): Metric =>
  ourMetric(name).with({ statistic: Stats.SUM, period, label, color });

const parkedFor = (reason: ParkReason, color: string): Metric =>
  ourMetric("FindingsParked", { reason }).with({ statistic: Stats.SUM, period, label: reason, color });

function sumOf(label: string, color: string, metrics: Readonly<Record<string, IMetric>>): MathExpression {
  const expression = Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics: metrics, label, color, period });
}

export const findingsIn = named("FindingsIn", "in", palette.blue);
export const findingsEnriched = named("FindingsEnriched", "enriched", palette.green);
export const findingsFailed = sumOf("parked or rejected", palette.red, {
  parked: ourMetric("FindingsParked").with({ statistic: Stats.SUM, period }),
  rejected: ourMetric("FindingsRejected").with({ statistic: Stats.SUM, period }),
});

const [started, joined] = [
  named("InvestigationsStarted", "started", palette.blue),
  named("InvestigationsJoined", "joined or adopted", palette.green),
];
export const reuse = new MathExpression({
  expression: "100 * FILL(joined, 0) / (FILL(joined, 0) + FILL(started, 0))",
  usingMetrics: { joined, started },
  label: "reuse, percent",
  color: palette.purple,
  period,
});

export const flow: Panel = {
  title: "Flow",
  good: "what goes out follows what comes in within minutes; nothing is parked or rejected.",
  left: [
    findingsIn,
    findingsEnriched,
    named("FindingsNotInvestigable", "not investigable", palette.ochre),
    named("FindingsSkipped", "skipped", palette.grey),
    findingsFailed,
  ],
  leftLabel: "Findings",
};

/** Those that deserve a colour of their own. */
const frequent: Readonly<Partial<Record<ParkReason, string>>> = {
  "setup-fault": palette.red,
  "service-unavailable": palette.orange,
  "investigation-failed": palette.purple,
  "investigation-timed-out": palette.ochre,
};
const rare = parkingReasons.filter((reason) => frequent[reason] === undefined);

export const failures: Panel = {
  title: "Failures by reason",
  good: "an empty graph. Each reason has a chapter in the runbook.",
  left: [
    ...parkingReasons.flatMap((reason) => (frequent[reason] ? [parkedFor(reason, frequent[reason])] : [])),
    sumOf(
      "other reasons",
      palette.blue,
      Object.fromEntries(rare.map((reason, index) => [`r${index}`, parkedFor(reason, palette.blue)])),
    ),
    named("FindingsRejected", "rejected", palette.grey),
  ],
  leftLabel: "Findings",
  stacked: true,
};

export const times: Panel = {
  title: "Time to enrich",
  good: "half within four minutes, most within ten: Detective takes two to three of them.",
  left: [
    ourMetric("EnrichSeconds").with({ statistic: Stats.percentile(50), period, label: "p50", color: palette.blue }),
    ourMetric("EnrichSeconds").with({ statistic: Stats.percentile(95), period, label: "p95", color: palette.orange }),
    ourMetric("LagSeconds").with({
      statistic: Stats.percentile(95),
      period,
      label: "p95 after the investigation was seen to be over",
      color: palette.green,
    }),
  ],
  leftLabel: "Seconds",
};

export const investigations: Panel = {
  title: "Reuse",
  good: "the busier the day, the more principals share an investigation.",
  left: [started, joined],
  right: [reuse],
  leftLabel: "Principals",
  rightLabel: "Percent",
  stacked: true,
};
