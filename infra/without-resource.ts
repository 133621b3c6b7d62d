/**
 * The actions that are granted on every resource, and why no resource can be named.
 * @see docs.aws.amazon.com/service-authorization/latest/reference/ (read 2026-12-01)
 */
export const withoutResource: Readonly<Record<string, string>> = {
  "detective:ListGraphs": "It knows no resource: it is how the graph of a Region is found.",
  ...eachOf("Log delivery knows no resource.", [
    ...["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:GetLogDelivery", "logs:ListLogDeliveries"],
    ...["logs:UpdateLogDelivery", "logs:DescribeLogGroups"],
    ...["logs:DescribeResourcePolicies", "logs:PutResourcePolicy"],
  ]),
  ...eachOf("X-Ray knows no resource for traces.", [
    ...["xray:GetSamplingRules", "xray:GetSamplingTargets"],
    ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  ]),
};

function eachOf(reason: string, actions: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(actions.map((action) => [action, reason]));
}
