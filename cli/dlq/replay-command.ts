import { Command, InvalidArgumentError } from "commander";
import { clock } from "#adapters/clock.ts";
import { type DlqReplayReport, dlqReplay } from "../commands/dlq-replay.ts";
import { type ConfirmationOptions, confirmationOptions, confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { workProgress } from "../work-progress.ts";
import { queuesOf } from "./dead-letter-queue.ts";
import { type QueueOptions, queueOption } from "./queue-option.ts";
import { renderReplay, renderReplayPlan } from "./render-replay.ts";
import { requireSelection, type SelectionOptions, selectionOf, selectionOptions } from "./selection-options.ts";

interface ReplayOptions extends SelectionOptions, QueueOptions, ConfirmationOptions, TargetOptions {
  readonly all?: true;
  readonly rate: number;
  readonly resetAttempts?: true;
  readonly json?: true;
}

const manual: Manual = {
  about: [
    "Shows what would be sent back, asks, and then sends each selected message to the intake queue with its attempt counted up. A message is removed only after SQS has confirmed the send, so that killed at any point nothing is lost; what is sent twice is worked on once.",
  ],
  examples: [
    { command: "gumshoe dlq replay --reason setup-fault --dry-run", does: "what would be sent back" },
    { command: "gumshoe dlq replay --of webhook --all", does: "to the receiver of the webhook, once it is mended" },
    {
      command: "gumshoe dlq replay --finding 1ab2c3d4 --reset-attempts",
      does: "once more, although it is exhausted",
    },
  ],
  exitCodes: {
    0: "done",
    1: "could not start",
    2: "something was not replayed, or replayed and not removed",
    3: "declined",
  },
  seeAlso: ["gumshoe dlq list", "gumshoe executions redrive", "docs/reasons.md"],
};

/** \`gumshoe dlq replay\`. */
export function dlqReplayCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("replay")
    .description("send dead letters back to the queue they are from, each removed only after it was taken there")
    .option("--all", "everything in the queue")
    .option("--rate <number>", "messages a second at most", rate, 10)
    .option("--reset-attempts", "count the attempts from one again: for what is exhausted, once its cause is mended")
    .option("--json", "print the report as one JSON object")
    .action(async (options: ReplayOptions) => {
      requireSelection("replay", options);
      const report = await replay(await connect(options), options);
      output.report(options.json ? JSON.stringify(report) : renderReplay(report));
      done(codeOf(report));
    });
  for (const option of [queueOption, ...selectionOptions, ...confirmationOptions, ...targetOptions])
    command.addOption(option);
  return withManual(command, manual);
}

function replay(target: Target, options: ReplayOptions): Promise<DlqReplayReport> {
  const { deadLetters, source } = queuesOf(target, options.of);
  const paint = paintFor(process.stderr);
  let watching: ReturnType<typeof workProgress> | undefined;
  return interruptible((signal) =>
    dlqReplay(
      {
        queue: deadLetters,
        intake: source,
        clock,
        decide: async (plan) => {
          const decision = await confirmed(renderReplayPlan(plan, clock.now(), paint, options.of), options);
          if (decision === "go") watching = workProgress("Replaying", clock.now);
          return decision;
        },
        progress: (count, total) => watching?.at(count, total),
      },
      {
        selection: selectionOf(options),
        rate: options.rate,
        maxAttempts: maxAttemptsOf(target),
        resetAttempts: options.resetAttempts === true,
        signal,
      },
    ),
  ).finally(() => watching?.end());
}

const maxAttemptsDefault = 5;

/** The stack's setting; its default for a stack that does not tell. */
function maxAttemptsOf({ outputs }: Target): number {
  return Number(outputs["MaxAttempts"] ?? maxAttemptsDefault);
}

function codeOf({ decision, notReplayed, notRemoved }: DlqReplayReport): ExitCode {
  if (decision === "declined") return exitCode.declined;
  return notReplayed.length + notRemoved.length > 0 ? exitCode.finishedWithFailures : exitCode.done;
}

function rate(text: string): number {
  const perSecond = Number(text);
  if (perSecond > 0 && perSecond <= 1_000) return perSecond;
  throw new InvalidArgumentError("a number above 0, 1000 at most, is wanted");
}
