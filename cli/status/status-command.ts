import { SFNClient } from "@aws-sdk/client-sfn";
import { Command, InvalidArgumentError, Option } from "commander";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { executionArchive } from "#adapters/execution-archive.ts";
import { stackSetUp } from "#adapters/stack-set-up.ts";
import { watchSetUp } from "#adapters/watch-set-up.ts";
import { statusReader } from "../commands/status.ts";
import { queuesOf } from "../dlq/dead-letter-queue.ts";
import { outletsOf } from "../dlq/queue-option.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { pause } from "../pause.ts";
import { connect, outputOf, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { renderStatus, renderStatusLine } from "./render-status.ts";
import { isUnread, type StatusReport } from "./status-report.ts";

interface StatusCommandOptions extends TargetOptions {
  readonly watch?: true;
  readonly every: number;
  readonly json?: true;
}

const manual: Manual = {
  about: [
    "The sums are those of the executions that started in the last 24 hours, the latest 100 at most; a line says when there are more. Dead letters are counted by SQS; their reasons are those of up to 100 messages, which are looked at and given back.",
  ],
  examples: [
    { command: "gumshoe status", does: "one look" },
    { command: "gumshoe status --watch --every 10", does: "until Ctrl-C; off a terminal a line each time" },
    { command: "gumshoe status --json", does: "the report for machines, one JSON object" },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "a part could not be read" },
  seeAlso: ["gumshoe dlq list", "gumshoe executions list", "gumshoe doctor"],
};

/** `gumshoe status`. */
export function statusCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("status")
    .description("one screen: the intake, the last 24 hours, dead letters by reason, alarms, the last error")
    .option("--watch", "again and again, until Ctrl-C")
    .addOption(new Option("--every <seconds>", "with --watch, how often").argParser(secondsOf).default(5))
    .option("--json", "print the report as one JSON object; with --watch one a line")
    .action(async (options: StatusCommandOptions) => {
      const read = reader(await connect(options));
      if (options.watch) await interruptible((signal) => watch(read, options, signal));
      done(options.watch ? exitCode.done : tell(await read(), options));
    });
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, manual);
}

function reader(target: Target): () => Promise<StatusReport> {
  const settings = { ...clientDefaults, maxAttempts: 6, ...target.client };
  const { source: intake, deadLetters } = queuesOf(target);
  const outlets = outletsOf(target).map((of) => ({ of, deadLetters: queuesOf(target, of).deadLetters }));
  const archive = executionArchive(outputOf(target, "StateMachineArn"), new SFNClient(settings));
  const setUp = { ...stackSetUp(target.client, target.stackName), ...watchSetUp(target.client, clock.now) };
  const intakeQueueName = outputOf(target, "IntakeQueueUrl").split("/").at(-1) ?? "";
  return statusReader(
    { archive, intake, deadLetters, outlets, setUp, clock },
    { stack: target.stackName, intakeQueueName },
  );
}

async function watch(
  read: () => Promise<StatusReport>,
  options: StatusCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const isScreen = process.stdout.isTTY === true && !options.json;
  while (!signal.aborted) {
    const report = await read();
    if (options.json) output.report(JSON.stringify(report));
    else if (isScreen) output.report(`${clearScreen}${renderStatus(report, look())}\n\nCtrl-C ends it`);
    else output.report(renderStatusLine(report));
    await pause(clock, options.every * 1_000, signal);
  }
}

const clearScreen = "\u001b[2J\u001b[H";

function look() {
  return { paint: paintFor(process.stdout), columns: process.stdout.columns ?? 140 };
}

function tell(report: StatusReport, options: StatusCommandOptions): ExitCode {
  output.report(options.json ? JSON.stringify(report) : renderStatus(report, look()));
  const parts = [report.intake, report.recent, report.deadLetters, ...report.outlets, report.alarms];
  return parts.some(isUnread) ? exitCode.finishedWithFailures : exitCode.done;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600) {
    throw new InvalidArgumentError("A number of seconds from 1 to 3,600 is wanted.");
  }
  return seconds;
}
