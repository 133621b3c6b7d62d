import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { Command } from "commander";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { findingReport } from "#adapters/finding-report.ts";
import { type DlqShowPorts, dlqShow } from "../commands/dlq-show.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { queuesOf } from "./dead-letter-queue.ts";
import { type QueueOptions, queueOption } from "./queue-option.ts";
import { renderShow } from "./render-show.ts";

interface ShowOptions extends QueueOptions, TargetOptions {
  readonly raw?: true;
  readonly json?: true;
}

const manual: Manual = {
  examples: [
    {
      command: "gumshoe dlq show 5f0c1d2e-0000-4000-8000-000000000001",
      does: "by message id, as gumshoe dlq list prints it",
    },
    { command: "gumshoe dlq show 1ab2c3d4", does: "by finding id, or the end of one" },
    { command: "gumshoe dlq show 1ab2c3d4 --raw", does: "with the body of the message" },
  ],
  exitCodes: { 0: "done", 1: "could not start, or there is no such message" },
  seeAlso: ["gumshoe dlq list", "gumshoe executions show", "docs/reasons.md"],
};

/** \`gumshoe dlq show\`. */
export function dlqShowCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("show")
    .description("one dead letter: its finding, the error in words, what to do about it, and where to look")
    .argument("<message-id|finding-id>", "the message, or all messages of the finding")
    .option("--raw", "with the body of the message, invisible characters escaped")
    .option("--json", "print the report as one JSON object")
    .action(async (id: string, options: ShowOptions) => {
      const target = await connect(options);
      const { deadLetters, queueUrl } = queuesOf(target, options.of);
      const { partition, region } = target;
      const place = { partition, region, queueUrl };
      const ports = { queue: deadLetters, clock, reportOf: reportsOf(target) };
      const report = await interruptible((signal) =>
        dlqShow(ports, { id, withBody: options.raw === true, place, signal }),
      );
      const look = { paint: paintFor(process.stdout), now: clock.now(), isLocal: target.isLocal };
      output.report(options.json ? JSON.stringify(report) : renderShow(report, look));
      done(exitCode.done);
    });
  for (const option of [queueOption, ...targetOptions]) command.addOption(option);
  return withManual(command, manual);
}

/** A link more or less is no reason to fail: whoever may not read findings goes without. */
function reportsOf({ client }: Target): DlqShowPorts["reportOf"] {
  const securityHub = new SecurityHubClient({ ...clientDefaults, ...client });
  return (finding) => findingReport(finding, securityHub).catch(() => undefined);
}
