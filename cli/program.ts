import { Command, CommanderError } from "commander";
import { backfillCommand } from "./backfill/backfill-command.ts";
import { completionCommand } from "./completion/completion-command.ts";
import { dlqCommand } from "./dlq/dlq-command.ts";
import { doctorCommand } from "./doctor/doctor-command.ts";
import { executionsCommand } from "./executions/executions-command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { fullName, manualPage, withManual } from "./help.ts";
import { helpCommand } from "./help-command.ts";
import { investigateCommand } from "./investigate/investigate-command.ts";
import { localCommand } from "./local-command.ts";
import { output } from "./output.ts";
import { programManual } from "./program-manual.ts";
import { reportCommand } from "./report/report-command.ts";
import { statusCommand } from "./status/status-command.ts";
import { ownVersion } from "./version.ts";
import { webhookCommand } from "./webhook/webhook-command.ts";

/**
 * Runs the command line.
 * @returns the exit code; never throws
 */
export async function program(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const setCode = (next: ExitCode) => {
    code = next;
  };
  const gumshoe = commandTree(setCode);
  try {
    await gumshoe.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.couldNotStart;
    output.note(error instanceof Error ? error.message : String(error));
    return exitCode.couldNotStart;
  }
}

/** Every command, ready to be run or looked at. */
export function commandTree(setCode: (code: ExitCode) => void): Command {
  const gumshoe = withManual(new Command("gumshoe"), programManual)
    .description("an Amazon Detective investigation on every Security Hub finding that names an IAM principal")
    .version(ownVersion(), "-V, --version", "print the version");
  gumshoe.addCommand(localCommand(setCode));
  gumshoe.addCommand(dlqCommand(setCode));
  gumshoe.addCommand(investigateCommand(setCode)).addCommand(backfillCommand(setCode));
  gumshoe.addCommand(reportCommand(setCode));
  gumshoe.addCommand(doctorCommand(setCode));
  gumshoe.addCommand(executionsCommand(setCode));
  gumshoe.addCommand(statusCommand(setCode));
  gumshoe.addCommand(webhookCommand(setCode));
  gumshoe.addCommand(completionCommand(setCode)).addCommand(helpCommand(setCode));
  for (const command of allOf(gumshoe)) {
    command
      .exitOverride()
      .showHelpAfterError(`(${fullName(command)} --help tells what there is)`)
      .helpCommand(false)
      .configureHelp({ formatHelp: manualPage })
      .configureOutput({
        writeOut: (text) => output.report(text),
        writeErr: (text) => output.note(text.trimEnd()),
      });
  }
  return gumshoe;
}

/** The command and every command under it. */
export function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}
