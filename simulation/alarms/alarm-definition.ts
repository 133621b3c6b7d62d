import * as z from "zod";
import type { Statistic } from "./metric-store.ts";

const Dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
const StatisticName = z.enum(["Sum", "Maximum", "SampleCount"]) satisfies z.ZodType<Statistic>;

const MetricStat = z.object({
  Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
  Period: z.int().min(60),
  Stat: StatisticName,
});

const Common = z.object({
  AlarmName: z.string(),
  ComparisonOperator: z.enum(["GreaterThanOrEqualToThreshold", "LessThanThreshold"]),
  Threshold: z.number(),
  EvaluationPeriods: z.int().min(1),
  DatapointsToAlarm: z.int().min(1),
  TreatMissingData: z.enum(["breaching", "notBreaching"]),
});

const OnMetric = Common.extend({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions,
  Period: z.int().min(60),
  Statistic: StatisticName,
});
const OnExpression = Common.extend({
  Metrics: z.array(
    z.union([z.object({ Id: z.string(), MetricStat }), z.object({ Id: z.string(), Expression: z.string() })]),
  ),
});

/** A metric of an alarm, by the id that its expression knows it by. */
export interface AlarmMetric {
  readonly id: string;
  readonly key: {
    readonly namespace: string;
    readonly metric: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  readonly statistic: Statistic;
}

/** What CloudWatch needs to know to evaluate an alarm. */
export interface AlarmDefinition {
  readonly name: string;
  readonly metrics: readonly AlarmMetric[];
  /** Over the metrics' ids. */
  readonly expression: string;
  readonly periodMs: number;
  readonly breaches: (value: number) => boolean;
  readonly datapoints: number;
  readonly periods: number;
  readonly missingBreaches: boolean;
}

/**
 * Reads an alarm as PutMetricAlarm has it.
 * @throws {z.ZodError} something in it is not evaluated here: better no answer than a wrong one
 */
export function alarmDefinition(given: unknown): AlarmDefinition {
  const onMetric = OnMetric.safeParse(given);
  if (onMetric.success) {
    const {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: dimensions,
      Statistic: statistic,
      Period,
    } = onMetric.data;
    const metrics = [{ id: "m", key: { namespace, metric, dimensions }, statistic }];
    return { ...commonOf(onMetric.data), metrics, expression: "m", periodMs: Period * 1_000 };
  }
  const alarm = OnExpression.parse(given);
  const metrics = alarm.Metrics.flatMap((one) => ("MetricStat" in one ? [metricOf(one.Id, one.MetricStat)] : []));
  const [expression, ...more] = alarm.Metrics.flatMap((one) => ("Expression" in one ? [one.Expression] : []));
  const [periodMs, ...periods] = new Set(metrics.map(({ periodMs }) => periodMs));
  if (expression === undefined || more.length > 0 || periodMs === undefined || periods.length > 0) {
    throw new Error(`Cannot evaluate alarm "${alarm.AlarmName}": one expression over metrics of one period is wanted`);
  }
  return { ...commonOf(alarm), metrics, expression, periodMs };
}

function metricOf(id: string, { Metric: metric, Period, Stat: statistic }: z.infer<typeof MetricStat>) {
  const key = { namespace: metric.Namespace, metric: metric.MetricName, dimensions: metric.Dimensions };
  return { id, key, statistic, periodMs: Period * 1_000 };
}

function commonOf(alarm: z.infer<typeof Common>) {
  const { AlarmName: name, Threshold: threshold, ComparisonOperator, TreatMissingData } = alarm;
  return {
    name,
    breaches: (value: number) => (ComparisonOperator === "LessThanThreshold" ? value < threshold : value >= threshold),
    datapoints: alarm.DatapointsToAlarm,
    periods: alarm.EvaluationPeriods,
    missingBreaches: TreatMissingData === "breaching",
  };
}
