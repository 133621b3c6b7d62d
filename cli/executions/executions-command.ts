import { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { withManual } from "../help.ts";
import { executionsListCommand } from "./list-command.ts";
import { executionsRedriveCommand } from "./redrive-command.ts";
import { executionsShowCommand } from "./show-command.ts";

/** `gumshoe executions`. */
export function executionsCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("executions")
    .description("the executions of the state machine: which there are, what happened in one, redrive failed ones")
    .addCommand(executionsListCommand(done))
    .addCommand(executionsShowCommand(done))
    .addCommand(executionsRedriveCommand(done));
  return withManual(command, {
    examples: [
      { command: "gumshoe executions list --since 7d", does: "the last week's, and what they came to" },
      { command: "gumshoe executions show decoys-7f3a90c1-0b5f6a7d21", does: "what happened in one" },
      { command: "gumshoe executions redrive --all-failed --dry-run", does: "what could go on" },
    ],
    exitCodes: { 0: "done", 1: "could not start", 2: "finished with failures", 3: "declined" },
    seeAlso: ["gumshoe dlq", "statemachines/README.md"],
  });
}
