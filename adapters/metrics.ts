import { Metrics } from "@aws-lambda-powertools/metrics";
import { type Measure, measuresOf, measuresOfSweep, metricNamespace, metrics as units } from "#domain/measure.ts";
import { type MetricLine, metricLines } from "#domain/metric-line.ts";
import type { Invocation, Log } from "#domain/ports.ts";
import { logAdapter } from "./log.ts";

type Handler<A> = (event: unknown, invocation: Invocation) => Promise<A>;

/** Where lines of metrics go. */
export type MetricSink = (lines: readonly MetricLine[]) => void;

/** A function's log, and what makes its handler tell at the end of each invocation what it has logged. */
export interface MeasuredLog {
  readonly log: Log;
  measured<A>(handler: Handler<A>): Handler<A>;
}

/**
 * Counts what a function logs: log and metrics cannot disagree. A sink that fails is warned of and costs nobody anything.
 * @param step the function's name, by which its outcomes are told from those of others
 */
export function measuredLog(step: string, inner: Log = logAdapter(), sink: MetricSink = emfSink()): MeasuredLog {
  let measures: Measure[] = [];
  const log: Log = {
    begin: (invocation, correlationId) => inner.begin(invocation, correlationId),
    outcome(fields) {
      measures.push(...measuresOf(step, fields));
      inner.outcome(fields);
    },
    warn(message, fields) {
      measures.push(...measuresOf(step, fields));
      inner.warn(message, fields);
    },
  };
  const tell = () => {
    const lines = metricLines(measures);
    measures = [];
    try {
      if (lines.length > 0) sink(lines);
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown";
      inner.warn("Cannot publish the metrics of this invocation", { outcome: "unmeasured", reason });
    }
  };
  return {
    log,
    measured: (handler) => async (event, invocation) => {
      try {
        const answer = await handler(event, invocation);
        if (isSweepReport(answer)) measures.push(...measuresOfSweep(answer));
        return answer;
      } finally {
        tell();
      }
    },
  };
}

/** CloudWatch's embedded metric format on standard output: no call, no wait; the log group makes metrics of it. */
export function emfSink(emf = new Metrics({ namespace: metricNamespace, serviceName: "gumshoe" })): MetricSink {
  return (lines) => {
    for (const { by, values } of lines) {
      for (const [name, value] of Object.entries<string>({ ...by })) emf.addDimension(name, value);
      for (const [metric, value] of values) emf.addMetric(metric, units[metric], value);
      emf.publishStoredMetrics();
    }
  };
}

function isSweepReport(answer: unknown): answer is Parameters<typeof measuresOfSweep>[0] {
  return typeof answer === "object" && answer !== null && "putBack" in answer && "lost" in answer;
}
