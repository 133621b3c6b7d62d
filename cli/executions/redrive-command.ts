import { Command } from "commander";
import { clock } from "#adapters/clock.ts";
import type { RedriveCandidate } from "#domain/redrive-plan.ts";
import { type RedriveReport, redriveExecutions } from "../commands/redrive-executions.ts";
import { type ConfirmationOptions, confirmationOptions, confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type TargetOptions, targetOptions } from "../target.ts";
import { workProgress } from "../work-progress.ts";
import { executionPorts } from "./execution-ports.ts";
import { renderRedrive, renderRedrivePlan } from "./render-redrive.ts";
import { sinceOption } from "./span-option.ts";

interface RedriveOptions extends TargetOptions, ConfirmationOptions {
  readonly allFailed?: true;
  readonly since: number;
  readonly json?: true;
}

const manual: Manual = {
  about: [
    "An execution can be redriven for 14 days after it failed, timed out or was aborted. It goes on with the definition it was started with: after a change of the state machine, gumshoe dlq replay is what starts anew. One whose findings are settled since, or with another execution, is left alone.",
  ],
  examples: [
    { command: "gumshoe executions redrive decoys-7f3a90c1-0b5f6a7d21", does: "one, by name" },
    {
      command: "gumshoe executions redrive --all-failed --since 24h --dry-run",
      does: "which of the last day's would go on",
    },
    { command: "gumshoe executions redrive --all-failed --yes --json", does: "all, unasked, for machines" },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "something was not redriven, or is not known", 3: "declined" },
  seeAlso: ["gumshoe executions list", "gumshoe dlq replay", "statemachines/README.md"],
};

/** `gumshoe executions redrive`. */
export function executionsRedriveCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("redrive")
    .description("let failed executions go on from the state they failed in")
    .argument("[execution...]", "names or ARNs of executions")
    .option("--all-failed", "every execution that failed, timed out or was aborted")
    .addOption(sinceOption("with --all-failed, only those started since", "14d"))
    .option("--json", "print the report as one JSON object")
    .action(async (executions: readonly string[], options: RedriveOptions) => {
      if (executions.length > 0 === (options.allFailed === true)) {
        throw new Error("Cannot redrive executions: either their names or --all-failed is wanted");
      }
      const report = await run(executions, options);
      const isQuiet = report.decision === "declined";
      const look = { paint: paintFor(process.stdout), columns: process.stdout.columns ?? 140, now: clock.now() };
      if (options.json) output.report(JSON.stringify(report));
      else if (!isQuiet) output.report(renderRedrive(report, look));
      done(codeOf(report));
    });
  for (const option of [...confirmationOptions, ...targetOptions]) command.addOption(option);
  return withManual(command, manual);
}

async function run(executions: readonly string[], options: RedriveOptions): Promise<RedriveReport> {
  const { archive, records } = executionPorts(await connect(options));
  const look = { paint: paintFor(process.stderr), columns: process.stderr.columns ?? 140, now: clock.now() };
  const reading = workProgress("Reading executions", clock.now);
  const confirm = (plan: readonly RedriveCandidate[]) => {
    reading.end();
    return confirmed(renderRedrivePlan(plan, look), options);
  };
  const wanted = { executions, since: clock.now() - options.since };
  return redriveExecutions({ archive, records, progress: reading.at, confirm }, wanted).finally(reading.end);
}

function codeOf({ decision, notRedriven, unknown }: RedriveReport): ExitCode {
  if (decision === "declined") return exitCode.declined;
  return notRedriven > 0 || unknown.length > 0 ? exitCode.finishedWithFailures : exitCode.done;
}
