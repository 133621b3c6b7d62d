import { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { withManual } from "../help.ts";
import { dlqDiscardCommand } from "./discard-command.ts";
import { dlqListCommand } from "./list-command.ts";
import { dlqReplayCommand } from "./replay-command.ts";
import { dlqShowCommand } from "./show-command.ts";

/** \`gumshoe dlq\`. */
export function dlqCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("dlq")
    .description("the dead-letter queue: what failed and why, send it back, or archive it")
    .addCommand(dlqListCommand(done))
    .addCommand(dlqShowCommand(done))
    .addCommand(dlqReplayCommand(done))
    .addCommand(dlqDiscardCommand(done));
  return withManual(command, {
    about: ["Whatever could not be done waits here for 14 days, with its reason, until it is replayed or discarded."],
    examples: [
      { command: "gumshoe dlq list", does: "what waits, by reason" },
      { command: "gumshoe dlq show 1ab2c3d4", does: "one finding: the error in words, and what to do" },
      { command: "gumshoe dlq replay --reason setup-fault", does: "once the cause is mended" },
    ],
    exitCodes: { 0: "done", 1: "could not start", 2: "finished with failures", 3: "declined" },
    seeAlso: ["gumshoe status", "docs/reasons.md"],
  });
}
