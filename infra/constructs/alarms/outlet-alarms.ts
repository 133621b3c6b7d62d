import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Console } from "../console.ts";
import type { Outlet } from "../outlet.ts";
import { type AlarmSpec, chapter, nothingHappened } from "./alarm-spec.ts";

/** Whom an outlet did not tell. The findings themselves are as they should be: people, or other systems, do not know of them. */
export function outletAlarms(outlets: readonly Outlet[], console: Console): readonly AlarmSpec[] {
  return outlets.flatMap(({ node: { id: name }, deadLetters, rule }) => [
    {
      name: `${name}/DeadLetters`,
      impact: "Events were not handed out for hours and wait for a person; none is lost for 14 days.",
      runbook: chapter(`${name}/DeadLetters`),
      look: console.queue(deadLetters),
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "Maximum",
      }),
      threshold: 1,
      missing: nothingHappened,
    },
    {
      name: `${name}/Lost`,
      impact: "EventBridge dropped events: neither the outlet's queue nor its dead-letter queue took them.",
      runbook: chapter(`${name}/Lost`),
      look: console.rules(),
      metric: new Metric({
        namespace: "AWS/Events",
        metricName: "InvocationsFailedToBeSentToDlq",
        // A rule of another bus than the default one is told apart by both
        // (docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html, read 2026-12-01).
        dimensionsMap: { RuleName: rule.ruleName, EventBusName: "gumshoe" },
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      threshold: 1,
      missing: nothingHappened,
    },
  ]);
}
