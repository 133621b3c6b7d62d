import { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { fullName, manualPage, withManual } from "./help.ts";
import { output } from "./output.ts";

/** `gumshoe help`. */
export function helpCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("help")
    .description("the manual page of a command, as its --help prints it")
    .argument("[command...]", "words of the command")
    .action((words: readonly string[], _options, self: Command) => {
      output.report(manualPage(commandAt(self.parent ?? self, words)));
      done(exitCode.done);
    });
  return withManual(command, {
    examples: [
      { command: "gumshoe help", does: "every command" },
      { command: "gumshoe help doctor", does: "one of them" },
      { command: "gumshoe help dlq replay", does: "one of a group" },
    ],
    exitCodes: { 0: "done", 1: "there is no such command" },
    seeAlso: ["docs/cli.md"],
  });
}

/** @throws {Error} naming the commands that there are */
function commandAt(command: Command, words: readonly string[]): Command {
  const [word, ...rest] = words;
  if (word === undefined) return command;
  const next = command.commands.find((one) => one.name() === word);
  if (next) return commandAt(next, rest);
  const known = command.commands.map((one) => one.name()).join(", ");
  const choice = known === "" ? "it has no commands of its own" : `one of ${known} is wanted`;
  throw new Error(`Cannot explain "${fullName(command)} ${word}": there is no such command, ${choice}`);
}
