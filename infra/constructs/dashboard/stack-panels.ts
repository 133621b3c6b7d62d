import { type IMetric, MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { costExpression } from "#domain/running-cost.ts";
import type { Functions } from "../functions.ts";
import type { Queues } from "../queues.ts";
import { findingsIn } from "./finding-panels.ts";
import { palette } from "./palette.ts";
import { type Panel, period } from "./panels.ts";

export function waiting({ deadLetters }: Queues): IMetric {
  return deadLetters.metricApproximateNumberOfMessagesVisible({
    statistic: Stats.MAXIMUM,
    period,
    label: "dead letters",
    color: palette.red,
  });
}

export function backlog(queues: Queues): Panel {
  const { intake } = queues;
  return {
    title: "Backlog",
    good: "no dead letters, and the oldest new finding is younger than a minute.",
    left: [
      intake.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period,
        label: "new findings",
        color: palette.blue,
      }),
      waiting(queues),
    ],
    right: [
      intake.metricApproximateAgeOfOldestMessage({
        statistic: Stats.MAXIMUM,
        period,
        label: "age of the oldest",
        color: palette.ochre,
      }),
    ],
    leftLabel: "Messages",
    rightLabel: "Seconds",
  };
}

/** An estimate, from what CloudWatch counts. Detective and Security Hub are not in it: they are paid by what they ingest. */
export function cost({ ingest, startOrJoin, check, enrich }: Functions, machine: StateMachine): IMetric {
  const sum = { statistic: Stats.SUM, period };
  const functions = { ingest, starts: startOrJoin, looks: check, writes: enrich };
  const requests = Object.entries(functions).map(([id, { lambda }]) => [id, lambda.metricInvocations(sum)] as const);
  const durations = Object.entries(functions).map(
    ([id, { lambda }]) => [`${id}Ms`, lambda.metricDuration(sum)] as const,
  );
  const ids = { executions: "executions", starts: "starts", looks: "looks", writes: "writes", findings: "findings" };
  return new MathExpression({
    expression: costExpression({
      ...ids,
      requests: requests.map(([id]) => id),
      durationsMs: durations.map(([id]) => id),
    }),
    usingMetrics: {
      ...Object.fromEntries([...requests, ...durations]),
      executions: machine.metricStarted(sum),
      findings: findingsIn,
    },
    label: "dollars",
    color: palette.green,
    period,
  });
}

export function costs(metric: IMetric): Panel {
  return {
    title: "Estimated cost",
    good: "some 25 cents for a thousand single findings, a tenth of it in a burst.",
    left: [metric],
    leftLabel: "Dollars",
  };
}
