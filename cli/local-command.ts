import { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { withManual } from "./help.ts";
import { localRunCommand } from "./local-run-command.ts";
import { localServeCommand } from "./local-serve-command.ts";

/** `gumshoe local`. */
export function localCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("local")
    .description("the whole pipeline on an embedded AWS: no account, no network")
    .addCommand(localRunCommand(done))
    .addCommand(localServeCommand(done));
  return withManual(command, {
    examples: [
      { command: "gumshoe local run", does: "the bundled incident, from end to end" },
      { command: "gumshoe local run --events findings/", does: "findings of your own" },
      { command: "gumshoe local serve", does: "a local AWS for gumshoe --local, the AWS CLI and SDKs" },
    ],
    exitCodes: { 0: "done", 1: "could not start", 2: "finished with failures" },
    seeAlso: ["local/SUPPORT.md"],
  });
}
