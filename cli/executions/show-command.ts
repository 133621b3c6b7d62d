import { Command } from "commander";
import { clock } from "#adapters/clock.ts";
import { searchedMax } from "../commands/list-executions.ts";
import { showExecution } from "../commands/show-execution.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type TargetOptions, targetOptions } from "../target.ts";
import { executionPorts, withProgress } from "./execution-ports.ts";
import { renderExecution } from "./render-show.ts";
import { sinceOption } from "./span-option.ts";

interface ShowOptions extends TargetOptions {
  readonly finding?: string;
  readonly since: number;
  readonly json?: true;
}

const manual: Manual = {
  examples: [
    { command: "gumshoe executions show decoys-7f3a90c1-0b5f6a7d21", does: "by name" },
    {
      command: "gumshoe executions show --finding 1ab2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
      does: "the latest execution of this finding",
    },
    { command: "gumshoe executions show decoys-7f3a90c1-0b5f6a7d21 --json", does: "everything, for machines" },
  ],
  exitCodes: { 0: "done", 1: "could not start, or there is no such execution" },
  seeAlso: ["gumshoe executions list", "gumshoe executions redrive", "statemachines/README.md"],
};

/** `gumshoe executions show`. */
export function executionsShowCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("show")
    .description("draw one execution: its groups of findings, and every state with its time, looks, retries and errors")
    .argument("[execution]", "name or ARN of the execution")
    .option("--finding <id>", "the latest execution of this finding")
    .addOption(sinceOption("how far back a finding without a record is looked for", "24h"))
    .option("--json", "print the report as one JSON object")
    .action(async (execution: string | undefined, options: ShowOptions) => {
      const { finding, since } = options;
      if ((execution === undefined) === (finding === undefined)) {
        throw new Error("Cannot show an execution: either its name or ARN, or --finding is wanted");
      }
      const ports = executionPorts(await connect(options));
      const wanted = { ...(execution !== undefined && { execution }), ...(finding !== undefined && { finding }) };
      const report = await withProgress("Reading the history", (progress) =>
        showExecution(
          { ...ports, progress, searched: (count) => progress(count, Math.max(count, searchedMax)) },
          { ...wanted, since: clock.now() - since },
        ),
      );
      const look = { paint: paintFor(process.stdout), columns: process.stdout.columns ?? 140, now: clock.now() };
      output.report(options.json ? JSON.stringify(report) : renderExecution(report, look));
      done(exitCode.done);
    });
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, manual);
}
