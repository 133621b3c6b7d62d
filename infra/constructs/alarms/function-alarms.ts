import { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { Console } from "../console.ts";
import type { Functions } from "../functions.ts";
import type { NodeFunction } from "../node-function.ts";
import { type AlarmSpec, chapter, nothingHappened } from "./alarm-spec.ts";

interface Watched {
  readonly folder: string;
  readonly function: NodeFunction;
  readonly impact: string;
  /** So many failures in a quarter of an hour are no accident. */
  readonly errors: number;
}

/** Errors and throttles of each function. */
export function functionAlarms(functions: Functions, console: Console): readonly AlarmSpec[] {
  return watched(functions).flatMap((one) => [errors(one, console), throttles(one, console)]);
}

function watched({ ingest, startOrJoin, check, enrich, sweep }: Functions): readonly Watched[] {
  return [
    { folder: "ingest", function: ingest, errors: 2, impact: "New findings wait in the intake queue" },
    { folder: "start-or-join", function: startOrJoin, errors: 5, impact: "No investigation is started" },
    { folder: "check", function: check, errors: 5, impact: "No evidence is read" },
    { folder: "enrich", function: enrich, errors: 10, impact: "No evidence is written to findings" },
    { folder: "sweep", function: sweep, errors: 2, impact: "Nobody looks for findings that were forgotten" },
  ];
}

/**
 * Half of all invocations fail, for a quarter of an hour. A function throws on purpose where Step Functions or SQS is to try again later (a
 * claim that another execution holds, a finding that is not imported yet): single errors say nothing.
 */
function errors({ folder, function: { lambda }, impact, errors }: Watched, console: Console): AlarmSpec {
  const period = Duration.minutes(15);
  return {
    name: `Functions/${folder}/Errors`,
    impact: `${impact}: half of the invocations of ${folder} fail.`,
    runbook: chapter(`Functions/${folder}/Errors`),
    look: console.lambda(lambda),
    metric: new MathExpression({
      expression: `IF(errors >= ${errors}, 100 * errors / invocations, 0)`,
      usingMetrics: { errors: lambda.metricErrors({ period }), invocations: lambda.metricInvocations({ period }) },
      label: "Failed invocations, percent",
      period,
    }),
    threshold: 50,
    missing: nothingHappened,
  };
}

/** Retries may leave a period without any: two of three. */
function throttles({ folder, function: { lambda }, impact }: Watched, console: Console): AlarmSpec {
  return {
    name: `Functions/${folder}/Throttles`,
    impact: `${impact} in time: Lambda has no room for ${folder}.`,
    runbook: chapter(`Functions/${folder}/Throttles`),
    look: console.lambda(lambda),
    metric: lambda.metricThrottles({ period: Duration.minutes(5) }),
    threshold: 1,
    datapoints: [2, 3],
    missing: nothingHappened,
  };
}
