import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Command } from "commander";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { getFindingsSlots, patientPace } from "#adapters/pace.ts";
import { callPace } from "#domain/call-pace.ts";
import { parseTimeSpan } from "#domain/time-span.ts";
import { type BackfillOptions, type BackfillPorts, backfill } from "../commands/backfill.ts";
import { confirmationOptions, confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, outputOf, type Target, targetOptions } from "../target.ts";
import { type BackfillCommandOptions, backfillOptions } from "./backfill-options.ts";
import { backfillProgress } from "./backfill-progress.ts";
import type { BackfillReport } from "./backfill-report.ts";
import { type Checkpoint, differences, firstCheckpoint, type Selection } from "./checkpoint.ts";
import { type Checkpoints, checkpointFile } from "./checkpoint-file.ts";
import { renderBackfill } from "./render-backfill.ts";
import { renderBackfillPlan } from "./render-backfill-plan.ts";

const manual: Manual = {
  about: [
    "Findings that are covered, on their way, in the dead-letter queue or samples are left alone; one that names no principal that can be investigated is queued, so that it gets its mark. Killed at any point, the same command goes on from the checkpoint; what is queued twice is worked on once.",
    "GetFindings is called in turn with the pipeline: together they make at most 2.8 of the account's three calls a second, and while the pipeline reads a flood of findings, this waits. The clock of this machine has to be right (gumshoe doctor). No call counts findings, so the plan tells of the first pages alone; --dry-run reads everything.",
  ],
  examples: [
    {
      command: "gumshoe backfill --since 7d --dry-run",
      does: "count, by severity and product, and change nothing",
    },
    {
      command: "gumshoe backfill --since 7d --severity HIGH --region-match '^eu-'",
      does: "what is severe in Europe",
    },
    {
      command: "gumshoe backfill --since 30d --rate 20 --limit 1000 --yes",
      does: "a thousand now; the same command goes on",
    },
  ],
  exitCodes: {
    0: "done",
    1: "could not start",
    2: "stopped by trouble, or a finding could not be read",
    3: "declined",
  },
  seeAlso: ["gumshoe status", "gumshoe investigate", "docs/architecture.md"],
};

/** `gumshoe backfill`. */
export function backfillCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("backfill").description(
    "queue the findings that Security Hub holds already and that were never investigated",
  );
  for (const option of [...backfillOptions, ...confirmationOptions, ...targetOptions]) command.addOption(option);
  return withManual(command, manual)
    .option("--json", "print the report as one JSON object")
    .action(async (options: BackfillCommandOptions) => done(await run(options)));
}

async function run(options: BackfillCommandOptions): Promise<ExitCode> {
  const target = await connect(options);
  const checkpoints = checkpointFile(options.checkpoint);
  const { from, resumed } = await beginning(options, target, checkpoints);
  const ports = { ...portsOf(target), checkpoints };
  const survey = await surveyed(ports, from, options.dryRun ? Number.POSITIVE_INFINITY : 2);
  const { rate: ratePerSecond, limit, checkpoint: checkpointPath } = options;
  const plan = renderBackfillPlan({ from, resumed, survey, ratePerSecond, limit, checkpointPath });

  const decision = await confirmed(plan, options);
  if (decision === "declined") return exitCode.declined;
  const report = decision === "dry-run" ? survey : await queued(ports, from, ratePerSecond, limit);
  output.report(options.json ? JSON.stringify(report) : renderBackfill(report, paintFor(process.stdout)));
  const isFine = report.stopped !== "trouble" && report.failed === 0;
  return isFine ? exitCode.done : exitCode.finishedWithFailures;
}

/** @throws {Error} the checkpoint was made for something else */
async function beginning(
  options: BackfillCommandOptions,
  { accountId, region, stackName }: Target,
  checkpoints: Checkpoints,
): Promise<{ from: Checkpoint; resumed: boolean }> {
  const { since, severity, product, account, regionMatch } = options;
  const selection: Selection = {
    ...{ accountId, region, stack: stackName, since, severity },
    ...(product !== undefined && { product }),
    ...(account !== undefined && { account }),
    ...(regionMatch !== undefined && { regionMatch }),
  };
  const known = await checkpoints.read();
  const now = clock.now();
  if (!known) {
    return {
      from: firstCheckpoint(selection, { since: now - (parseTimeSpan(since) ?? 0), until: now }),
      resumed: false,
    };
  }
  const differing = differences(selection, known.selection);
  if (differing.length > 0) {
    throw new Error(
      `Cannot resume from "${options.checkpoint}": ${differing.join(", ")}; the options it was begun with, or another --checkpoint, are wanted`,
    );
  }
  return { from: known, resumed: true };
}

type OuterPorts = Omit<BackfillPorts, "watch" | "interrupted">;

function portsOf(target: Target): Omit<OuterPorts, "checkpoints"> {
  const settings = { ...clientDefaults, ...target.client };
  const [table, client] = [outputOf(target, "TableName"), new DynamoDBClient(settings)];
  const pace = patientPace(getFindingsSlots(table, client));
  return {
    findings: existingFindingsAdapter(new SecurityHubClient({ ...settings, maxAttempts: 1 })),
    awaitTurn: () => pace(1),
    records: findingRecordsAdapter(table, DynamoDBDocumentClient.from(client)),
    intake: envelopeQueue(outputOf(target, "IntakeQueueUrl"), new SQSClient(settings)),
    clock,
    newId: randomUUID,
  };
}

/** The same work with nothing sent and nothing written, no turn taken either: it reads once a second. @throws {Error} Security Hub or the table cannot be read */
async function surveyed(ports: OuterPorts, from: Checkpoint, pagesMax: number): Promise<BackfillReport> {
  const nowhere = { read: async () => undefined, write: async () => {}, remove: async () => {} };
  const [intake, unlimited] = [{ send: async () => {} }, Number.POSITIVE_INFINITY];
  const options = { from, ratePerSecond: unlimited, limit: unlimited, pagesMax, dryRun: true };
  const awaitTurn = callPace({ burst: 1, perSecond: 1 }, clock);
  const report = await watched({ ...ports, awaitTurn, intake, checkpoints: nowhere }, options, "Reading");
  if (report.trouble !== undefined) throw new Error(report.trouble);
  return report;
}

async function queued(ports: OuterPorts, from: Checkpoint, ratePerSecond: number, limit: number | undefined) {
  const unlimited = Number.POSITIVE_INFINITY;
  return watched(
    ports,
    { from, ratePerSecond, limit: limit ?? unlimited, pagesMax: unlimited, dryRun: false },
    "Queueing",
  );
}

/** Shows how far it is; Ctrl-C lets the present send come to its end. */
async function watched(ports: OuterPorts, options: BackfillOptions, what: string): Promise<BackfillReport> {
  const progress = backfillProgress(what, options.from, clock.now);
  try {
    return await interruptible((signal) =>
      backfill({ ...ports, watch: progress.at, interrupted: () => signal.aborted }, options),
    );
  } finally {
    progress.end();
  }
}
