import { Command } from "commander";
import { clock } from "#adapters/clock.ts";
import { type DlqDiscardReport, dlqDiscard } from "../commands/dlq-discard.ts";
import { type ConfirmationOptions, confirmationOptions, confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { workProgress } from "../work-progress.ts";
import { openArchiveFile, refuseExisting } from "./archive-file.ts";
import { queuesOf } from "./dead-letter-queue.ts";
import { type QueueOptions, queueOption } from "./queue-option.ts";
import { renderDiscard, renderDiscardPlan } from "./render-discard.ts";
import { requireSelection, type SelectionOptions, selectionOf, selectionOptions } from "./selection-options.ts";

interface DiscardOptions extends SelectionOptions, QueueOptions, ConfirmationOptions, TargetOptions {
  readonly to: string;
  readonly all?: true;
  readonly json?: true;
}

const manual: Manual = {
  about: [
    "Every message is written to the archive before it is removed; the archive is a new file, never one that is there.",
  ],
  examples: [
    {
      command: "gumshoe dlq discard --reason invalid-json --to unreadable.ndjson",
      does: "what nobody can read",
    },
    { command: "gumshoe dlq discard --finding 1ab2c3d4 --to false-alarm.ndjson --yes", does: "one finding, unasked" },
    { command: "gumshoe dlq discard --older-than 10d --to old.ndjson --dry-run", does: "what would go" },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "something was not archived or not removed", 3: "declined" },
  seeAlso: ["gumshoe dlq list", "gumshoe dlq replay", "docs/reasons.md"],
};

/** \`gumshoe dlq discard\`. */
export function dlqDiscardCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("discard")
    .description("archive dead letters to a file, then remove them: for what no replay helps")
    .requiredOption("--to <file>", "new file for the archive (NDJSON, one message a line)")
    .option("--all", "everything in the queue")
    .option("--json", "print the report as one JSON object")
    .action(async (options: DiscardOptions) => {
      requireSelection("discard", options);
      refuseExisting(options.to);
      const report = await discard(await connect(options), options);
      output.report(options.json ? JSON.stringify(report) : renderDiscard(report));
      done(codeOf(report));
    });
  for (const option of [queueOption, ...selectionOptions, ...confirmationOptions, ...targetOptions])
    command.addOption(option);
  return withManual(command, manual);
}

async function discard(target: Target, options: DiscardOptions): Promise<DlqDiscardReport> {
  const paint = paintFor(process.stderr);
  let archive: Awaited<ReturnType<typeof openArchiveFile>> | undefined;
  let watching: ReturnType<typeof workProgress> | undefined;
  const openArchive = async () => {
    archive = await openArchiveFile(options.to);
    watching = workProgress("Discarding", clock.now);
    return archive;
  };
  try {
    return await interruptible((signal) =>
      dlqDiscard(
        {
          queue: queuesOf(target, options.of).deadLetters,
          clock,
          openArchive,
          decide: (plan) => confirmed(renderDiscardPlan(plan, options.to, clock.now(), paint), options),
          progress: (count, total) => watching?.at(count, total),
        },
        { selection: selectionOf(options), signal },
      ),
    );
  } finally {
    watching?.end();
    await archive?.close();
  }
}

function codeOf({ decision, notArchived, notRemoved }: DlqDiscardReport): ExitCode {
  if (decision === "declined") return exitCode.declined;
  return notArchived.length + notRemoved.length > 0 ? exitCode.finishedWithFailures : exitCode.done;
}
