import { readFileSync } from "node:fs";
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
  try {
    await gumshoe(setCode).parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.couldNotStart;
    output.note(error instanceof Error ? error.message : String(error));
    return exitCode.couldNotStart;
  }
}

function gumshoe(setCode: (code: ExitCode) => void): Command {
  const root = new Command("gumshoe")
    .description("An Amazon Detective investigation on every Security Hub finding that names an IAM principal")
    .version(version(), "-V, --version", "print the version");
  root
    .command("local")
    .description("the whole pipeline on an embedded AWS: no account, no network")
    .addCommand(localRunCommand(setCode))
    .addCommand(localServeCommand(setCode));
  for (const command of allOf(root)) {
    command
      .exitOverride()
      .showHelpAfterError(`(${pathOf(command)} --help tells what there is)`)
      .addHelpText("after", exitCodesHelp)
      .configureOutput({
        writeOut: (text) => output.report(text),
        writeErr: (text) => output.note(text.trimEnd()),
      });
  }
  return root;
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String(version);
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

/** `gumshoe local run`. */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
