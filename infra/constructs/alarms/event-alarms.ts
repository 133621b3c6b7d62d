import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Rule } from "aws-cdk-lib/aws-events";
import type { Console } from "../console.ts";
import { type AlarmSpec, chapter, nothingHappened } from "./alarm-spec.ts";

const period = Duration.minutes(5);

/** Rules by what becomes of an event that they cannot deliver. */
export interface WatchedRules {
  /** It goes to the dead-letter queue of the target. */
  readonly rescuing: readonly Rule[];
  /** It is dropped. */
  readonly dropping: readonly Rule[];
}

/**
 * Events that do not arrive. EventBridge sends these metrics only when there is something to tell.
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (read 2026-12-01)
 */
export function eventAlarms({ rescuing, dropping }: WatchedRules, console: Console): readonly AlarmSpec[] {
  const common = { look: console.rules(), threshold: 1, missing: nothingHappened };
  return [
    {
      ...common,
      name: "Events/Lost",
      impact: "EventBridge dropped events: neither the target nor the dead-letter queue took them. Findings are lost.",
      runbook: chapter("Events/Lost"),
      // FailedInvocations may count events that a dead-letter queue took: it is asked only of rules without one.
      metric: sumOf(
        [
          ...rescuing.map((rule) => metricOf(rule, "InvocationsFailedToBeSentToDlq")),
          ...dropping.map((rule) => metricOf(rule, "FailedInvocations")),
        ],
        "Lost events",
      ),
    },
    {
      ...common,
      name: "Events/Undeliverable",
      impact: "Events could not be put into the intake queue: their findings wait in the dead-letter queue.",
      runbook: chapter("Events/Undeliverable"),
      metric: sumOf(
        rescuing.map((rule) => metricOf(rule, "InvocationsSentToDlq")),
        "Events sent to the dead-letter queue",
      ),
    },
  ];
}

function metricOf({ ruleName: RuleName }: Rule, metricName: string): Metric {
  return new Metric({ namespace: "AWS/Events", metricName, dimensionsMap: { RuleName }, statistic: "Sum", period });
}

function sumOf(metrics: readonly Metric[], label: string): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics, label, period });
}
