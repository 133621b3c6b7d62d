import { grouped } from "./fact.ts";
import { type Facet, type Measure, type MetricName, metrics } from "./measure.ts";

/** Metrics with the same dimensions: one line of a log. */
export interface MetricLine {
  readonly by?: Facet;
  /** Counts are one number; of times every value is kept, for percentiles. */
  readonly values: readonly (readonly [metric: MetricName, value: number])[];
}

/** Puts measures together, so that an invocation has one line for all it counted, and one more for each reason. */
export function metricLines(measures: readonly Measure[]): readonly MetricLine[] {
  return [...grouped(measures, ({ by }) => JSON.stringify(by ?? {})).values()].map((alike) => {
    const [{ by } = {}] = alike;
    const values = [...grouped(alike, ({ metric }) => metric).values()].flatMap(summed);
    return { ...(by && { by }), values };
  });
}

function summed(alike: readonly Measure[]): MetricLine["values"] {
  const [first] = alike;
  if (!first) return [];
  if (metrics[first.metric] === "Seconds") return alike.map(({ metric, value }) => [metric, value] as const);
  return [[first.metric, alike.reduce((sum, { value }) => sum + value, 0)]];
}
