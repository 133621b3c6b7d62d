import { Command, InvalidArgumentError, Option } from "commander";
import { clock } from "#adapters/clock.ts";
import type { ExecutionStatus } from "#domain/execution-archive.ts";
import { listExecutions, searchedMax } from "../commands/list-executions.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type TargetOptions, targetOptions } from "../target.ts";
import { executionPorts, withProgress } from "./execution-ports.ts";
import { renderExecutions } from "./render-list.ts";
import { countOf, sinceOption } from "./span-option.ts";

interface ListOptions extends TargetOptions {
  readonly status?: ExecutionStatus;
  readonly since: number;
  readonly limit: number;
  readonly finding?: string;
  readonly json?: true;
}

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] as const;

const manual: Manual = {
  examples: [
    { command: "gumshoe executions list", does: "the last 20 of the last 24 hours" },
    { command: "gumshoe executions list --status FAILED --since 14d", does: "what can still be redriven" },
    {
      command: "gumshoe executions list --finding 1ab2c3d4-5e6f --json",
      does: "which executions had this finding",
    },
  ],
  exitCodes: { 0: "done", 1: "could not start" },
  seeAlso: ["gumshoe executions show", "gumshoe status", "statemachines/README.md"],
};

/** `gumshoe executions list`. */
export function executionsListCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("list")
    .description("recent executions: what each works on and what it came to")
    .addOption(new Option("--status <status>", `only those in this status: ${statuses.join(", ")}`).argParser(statusOf))
    .addOption(sinceOption("only those started since", "24h"))
    .option("--limit <number>", "executions at most", countOf(1_000), 20)
    .option("--finding <id>", `only those of this finding; without a record, up to ${searchedMax} inputs are searched`)
    .option("--json", "print the report as one JSON object")
    .action(async (options: ListOptions) => {
      const ports = executionPorts(await connect(options));
      const { status, since, limit, finding } = options;
      const report = await withProgress("Reading executions", (progress) =>
        listExecutions(
          { ...ports, progress, searched: (count) => progress(count, Math.max(count, searchedMax)) },
          { since: clock.now() - since, limit, ...(status && { status }), ...(finding !== undefined && { finding }) },
        ),
      );
      const look = { paint: paintFor(process.stdout), columns: process.stdout.columns ?? 140, now: clock.now() };
      output.report(options.json ? JSON.stringify(report) : renderExecutions(report, look));
      done(exitCode.done);
    });
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, manual);
}

function statusOf(text: string): ExecutionStatus {
  const status = statuses.find((known) => known === text.toUpperCase());
  if (status === undefined) throw new InvalidArgumentError(`One of ${statuses.join(", ")} is wanted.`);
  return status;
}
