import { Command } from "commander";
import { clock } from "#adapters/clock.ts";
import { dlqList } from "../commands/dlq-list.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type TargetOptions, targetOptions } from "../target.ts";
import { queuesOf } from "./dead-letter-queue.ts";
import { type QueueOptions, queueOption } from "./queue-option.ts";
import { renderList } from "./render-list.ts";
import { type SelectionOptions, selectionOf, selectionOptions } from "./selection-options.ts";

interface ListOptions extends SelectionOptions, QueueOptions, TargetOptions {
  readonly all?: true;
  readonly json?: true;
}

const rowsMax = 25;

const manual: Manual = {
  about: [
    "Messages are looked at without being taken: each is given back, and none is shown twice. Those that the reasons call by the same name are counted together; docs/reasons.md says what each means and whether a replay helps.",
    "The SQS console's own redrive works too: send to a custom destination, the intake queue.",
  ],
  examples: [
    {
      command: "gumshoe dlq list --reason setup-fault --account 111122223333",
      does: "what one account's set-up keeps from being done",
    },
    { command: "gumshoe dlq list --of webhook", does: "what the receiver of the webhook did not take" },
    { command: "gumshoe dlq list --severity CRITICAL,HIGH --older-than 2h --json", does: "for machines" },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "not every message could be seen" },
  seeAlso: ["gumshoe dlq show", "gumshoe dlq replay", "docs/reasons.md", "docs/webhook.md"],
};

/** \`gumshoe dlq list\`. */
export function dlqListCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("list")
    .description("what waits in the dead-letter queue, by reason; the queue is left as it is")
    .option("--all", `every message (default: the ${rowsMax} that wait longest)`)
    .option("--json", "print the report as one JSON object, with every message")
    .action(async (options: ListOptions) => {
      const { deadLetters } = queuesOf(await connect(options), options.of);
      const report = await interruptible((signal) =>
        dlqList(
          { queue: deadLetters, clock },
          {
            selection: selectionOf(options),
            rowsMax: options.all || options.json ? Number.POSITIVE_INFINITY : rowsMax,
            signal,
          },
        ),
      );
      const look = {
        paint: paintFor(process.stdout),
        columns: process.stdout.columns ?? 140,
        now: clock.now(),
        of: options.of,
      };
      output.report(options.json ? JSON.stringify(report) : renderList(report, look));
      done(report.queue.isComplete ? exitCode.done : exitCode.finishedWithFailures);
    });
  for (const option of [queueOption, ...selectionOptions, ...targetOptions]) command.addOption(option);
  return withManual(command, manual);
}
