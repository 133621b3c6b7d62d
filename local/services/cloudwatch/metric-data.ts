import type { CallContext, Operation, World } from "../../service.ts";
import { Input, type Reject } from "../request/input.ts";
import type { Reading } from "./reading.ts";

/**
 * GetMetricData: each query that names a metric answers what the metric shows now, as one data point at the end of the time asked for;
 * a metric the local AWS does not keep answers none, as CloudWatch does. Expressions are refused.
 */
export function metricDataOperation(
  world: World,
  read: (reading: Reading, call: CallContext) => number | undefined,
  reject: Reject,
): Readonly<Record<string, Operation>> {
  return {
    GetMetricData: (value, call) => {
      const input = new Input(value, reject);
      const endMs = Math.min(input.instant("EndTime"), world.clock.now());
      input.instant("StartTime");
      const queries = input.objects("MetricDataQueries", { min: 1, max: 500 });
      return { MetricDataResults: queries.map((query) => resultOf(query, endMs, (reading) => read(reading, call))) };
    },
  };
}

function resultOf(query: Input, endMs: number, read: (reading: Reading) => number | undefined) {
  const id = query.text("Id", { min: 1, max: 255 });
  if (query.raw("Expression") !== undefined) throw query.fault("Expressions are not in the local AWS", "Expression");
  const stat = query.object("MetricStat");
  const metric = stat.object("Metric");
  const dimensions = metric.optionalObjects("Dimensions") ?? [];
  const shown = read({
    namespace: metric.text("Namespace"),
    metric: metric.text("MetricName"),
    dimensions: Object.fromEntries(dimensions.map((one) => [one.text("Name"), one.text("Value")])),
  });
  const periodMs = stat.integer("Period", { min: 1 }) * 1000;
  const points = shown === undefined ? [] : [shown];
  return {
    Id: id,
    Label: metric.text("MetricName"),
    Timestamps: points.map(() => new Date(Math.floor(endMs / periodMs) * periodMs)),
    Values: points,
    StatusCode: "Complete",
  };
}
