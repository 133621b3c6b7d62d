import { Duration } from "aws-cdk-lib";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Console } from "../console.ts";
import { type AlarmSpec, chapter, nothingHappened } from "./alarm-spec.ts";

const period = Duration.minutes(5);

/**
 * Executions that do not end well. What they leave behind waits in the dead-letter queue or is put back by the sweep: each of these rings
 * beside `DeadLetters/NotEmpty` and says why.
 */
export function workflowAlarms(machine: StateMachine, console: Console): readonly AlarmSpec[] {
  const look = console.stateMachine(machine);
  const common = { look, threshold: 1, missing: nothingHappened };
  return [
    {
      ...common,
      name: "Executions/Failed",
      impact: "An execution failed in a way that its state machine does not catch: its findings are not enriched.",
      runbook: chapter("Executions/Failed"),
      metric: machine.metricFailed({ period }),
    },
    {
      ...common,
      name: "Executions/TimedOut",
      impact: "An execution did not end within 12 hours: its findings are not enriched.",
      runbook: chapter("Executions/TimedOut"),
      metric: machine.metricTimedOut({ period }),
    },
    {
      ...common,
      name: "Executions/Aborted",
      impact: "Somebody stopped an execution: its findings wait in the dead-letter queue.",
      runbook: chapter("Executions/Aborted"),
      metric: machine.metricAborted({ period }),
    },
    {
      ...common,
      name: "Executions/Throttled",
      impact: "Step Functions holds executions back for longer than a burst explains: findings are late, none is lost.",
      runbook: chapter("Executions/Throttled"),
      metric: machine.metricThrottled({ period }),
      datapoints: [3, 3],
    },
  ];
}
