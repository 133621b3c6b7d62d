import { Aws } from "aws-cdk-lib";
import { CfnQueryDefinition } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Functions } from "./functions.ts";

/** What operators ask, by the name under which CloudWatch Logs Insights keeps the question. */
const queries: Readonly<Record<string, string>> = {
  "why was this finding not enriched": `
fields @timestamp, outcome, reason, code, function_name, executionArn, messageId
| filter findingId like "PUT THE FINDING'S ID, OR ITS END, HERE"
| sort @timestamp desc
| limit 100`,
  "what did this execution do": `
fields @timestamp, function_name, outcome, reason, code, findingId, principalArn, investigationId, lagMs
| filter executionArn = "PUT THE EXECUTION'S ARN HERE" or correlation_id = "PUT THE EXECUTION'S ARN HERE"
| sort @timestamp asc
| limit 1000`,
  "what was parked and why": `
filter outcome in ["parked", "rejected", "put-back", "lost"]
| stats count(*) as findings, latest(findingId) as example, latest(executionArn) as execution by outcome, reason
| sort findings desc`,
  "who waited longest": `
filter ispresent(lagMs) and ispresent(findingId)
| fields findingId, outcome, ms / 60000 as minutesFromStart, lagMs / 1000 as secondsAfterInvestigation, executionArn
| sort ms desc
| limit 50`,
  "what did Detective refuse": `
filter reason in ["SetupFault", "Throttled", "ServiceUnavailable", "unknown-to-detective"] and ispresent(principalArn)
| stats count(*) as times, latest(executionArn) as execution by reason, principalArn
| sort times desc`,
};

/** The questions that operators ask most, saved with the stack: over the logs of all functions. */
export class Queries extends Construct {
  constructor(scope: Construct, id: string, functions: Functions) {
    super(scope, id);
    const { ingest, startOrJoin, check, enrich, sweep } = functions;
    const logGroupNames = [ingest, startOrJoin, check, enrich, sweep].map(({ lambda }) => lambda.logGroup.logGroupName);
    for (const [question, query] of Object.entries(queries)) {
      new CfnQueryDefinition(this, question.replaceAll(" ", "-"), {
        name: `${Aws.STACK_NAME}/${question}`,
        queryString: query.trim(),
        logGroupNames,
      });
    }
  }
}
