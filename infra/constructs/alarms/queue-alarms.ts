import { Duration } from "aws-cdk-lib";
import type { Console } from "../console.ts";
import type { Queues } from "../queues.ts";
import { type AlarmSpec, chapter, nothingHappened } from "./alarm-spec.ts";

const minutes = Duration.minutes;

/**
 * What waits, and for how long. Never `NumberOfMessagesSent`: it does not count what redrive moves to the dead-letter queue. SQS tells of
 * no queue that has been empty and left alone for six hours: no data is no message.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html (read 2026-12-01)
 */
export function queueAlarms({ intake, deadLetters }: Queues, console: Console): readonly AlarmSpec[] {
  return [
    {
      name: "DeadLetters/NotEmpty",
      impact: "Findings wait for a person; none is lost for 14 days.",
      runbook: chapter("DeadLetters/NotEmpty"),
      look: console.queue(deadLetters),
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: minutes(1), statistic: "Maximum" }),
      threshold: 1,
      missing: nothingHappened,
    },
    {
      // Counted from when a message came to this queue; its 14 days may count from when it was sent first.
      name: "DeadLetters/Old",
      impact: "Findings have waited for a week: in another week SQS deletes them.",
      runbook: chapter("DeadLetters/Old"),
      look: console.queue(deadLetters),
      metric: deadLetters.metricApproximateAgeOfOldestMessage({ period: minutes(5), statistic: "Maximum" }),
      threshold: Duration.days(7).toSeconds(),
      missing: nothingHappened,
    },
    {
      name: "Intake/Behind",
      impact: "New findings wait for more than 15 minutes before anybody looks at them.",
      runbook: chapter("Intake/Behind"),
      look: console.queue(intake),
      metric: intake.metricApproximateAgeOfOldestMessage({ period: minutes(5), statistic: "Maximum" }),
      threshold: minutes(15).toSeconds(),
      datapoints: [3, 3],
      missing: nothingHappened,
    },
    {
      name: "Intake/Expiring",
      impact: "Findings have waited for two days: in two more SQS deletes them, and they are lost.",
      runbook: chapter("Intake/Expiring"),
      look: console.queue(intake),
      metric: intake.metricApproximateAgeOfOldestMessage({ period: minutes(5), statistic: "Maximum" }),
      threshold: Duration.days(2).toSeconds(),
      missing: nothingHappened,
    },
  ];
}
