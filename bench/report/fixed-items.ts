import type { PriceSheet } from "../prices.ts";
import { ownMetricsIn } from "./own-metrics.ts";

/** Part of a synthesized template. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
}

/** What stands in a deployment and costs, busy or not: how many of each there are. */
export type FixedItems = Readonly<Record<keyof PriceSheet["monthly"], number>>;

/** Counts what a template holds; of its own metrics those that alarms and dashboards name. */
export function fixedItems({ Resources }: Template): FixedItems {
  const ofType = (type: string) =>
    Object.values(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
  const alarms = ofType("AWS::CloudWatch::Alarm");
  const dashboards = ofType("AWS::CloudWatch::Dashboard");
  return {
    kmsKey: ofType("AWS::KMS::Key").length,
    alarmMetric: alarms.reduce<number>((sum, alarm) => sum + watchedBy(alarm), 0),
    compositeAlarm: ofType("AWS::CloudWatch::CompositeAlarm").length,
    dashboard: dashboards.length,
    customMetric: ownMetricsIn([...alarms, ...dashboards]).size,
  };
}

/** An alarm watches one metric, or all those that it calculates with. */
function watchedBy(alarm: unknown): number {
  return Math.max(1, JSON.stringify(alarm).match(/"MetricStat":/g)?.length ?? 0);
}
