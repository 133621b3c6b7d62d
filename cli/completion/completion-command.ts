import { Argument, Command } from "commander";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { withManual } from "../help.ts";
import { output } from "../output.ts";
import { bashScript } from "./bash-script.ts";
import { type CommandWords, commandWords } from "./command-words.ts";
import { fishScript } from "./fish-script.ts";
import { zshScript } from "./zsh-script.ts";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } satisfies Record<
  string,
  (words: readonly CommandWords[]) => string
>;

/** `gumshoe completion`. */
export function completionCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("completion")
    .description("print a script that lets the shell complete commands, options and their values")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts, _options, self: Command) => {
      output.report(scripts[shell](commandWords(self.parent ?? self)));
      done(exitCode.done);
    });
  return withManual(command, {
    examples: [
      { command: "source <(gumshoe completion bash)", does: "for this session" },
      {
        command: "gumshoe completion zsh > ~/.zfunc/_gumshoe",
        does: "for good, where ~/.zfunc is a folder of $fpath",
      },
      { command: "gumshoe completion fish > ~/.config/fish/completions/gumshoe.fish", does: "for good" },
    ],
    exitCodes: { 0: "done", 1: "not a shell it knows" },
    seeAlso: ["gumshoe help"],
  });
}
