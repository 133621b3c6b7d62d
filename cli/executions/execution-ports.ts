import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SFNClient } from "@aws-sdk/client-sfn";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { executionArchive } from "#adapters/execution-archive.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import type { ListExecutionsPorts } from "../commands/list-executions.ts";
import { outputOf, type Target } from "../target.ts";
import { workProgress } from "../work-progress.ts";

/** What the commands on executions work with, on a deployed stack. */
export function executionPorts(target: Target): Omit<ListExecutionsPorts, "progress" | "searched"> {
  const settings = { ...clientDefaults, maxAttempts: 6, ...target.client };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    archive: executionArchive(outputOf(target, "StateMachineArn"), new SFNClient(settings)),
    records: findingRecordsAdapter(outputOf(target, "TableName"), documents),
    findings: existingFindingsAdapter(new SecurityHubClient(settings)),
    clock,
  };
}

/** Does work that tells how far it is. */
export async function withProgress<T>(
  what: string,
  work: (at: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = workProgress(what, clock.now);
  try {
    return await work(progress.at);
  } finally {
    progress.end();
  }
}
