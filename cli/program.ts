import { Command, CommanderError } from "commander";
import { type ExitCode, exitCode, exitCodesHelp } from "./exit-code.ts";
import { localRunCommand } from "./local-run-command.ts";
import { localServeCommand } from "./local-serve-command.ts";
import { output } from "./output.ts";

/**
 * Runs the command line.
 * @returns the exit code; never throws
 */
export async function program(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const setCode = (next: ExitCode) => {
    code = next;
  };
  const gumshoe = new Command("gumshoe")
    .description("An Amazon Detective investigation on every Security Hub finding that names an IAM principal")
    .showHelpAfterError("(add --help for the options and examples)")
    .addHelpText("after", exitCodesHelp);
  gumshoe
    .command("local")
    .description("the whole pipeline on an embedded AWS: no account, no network")
    .addCommand(localRunCommand(setCode))
    .addCommand(localServeCommand(setCode));
  for (const command of allOf(gumshoe)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => output.report(text),
      writeErr: (text) => output.note(text.trimEnd()),
    });
  }
  try {
    await gumshoe.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.couldNotStart;
    output.note(error instanceof Error ? error.message : String(error));
    return exitCode.couldNotStart;
  }
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}
