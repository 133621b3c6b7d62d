import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { localRun } from "./commands/local-run.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { type FeedItem, feedItems } from "./feed.ts";
import { type Manual, withManual } from "./help.ts";
import { homeOf, startOf } from "./home.ts";
import { readInputs } from "./inputs.ts";
import { type LocalOptions, localOptions, readBehaviour } from "./local-options.ts";
import type { LocalRunReport } from "./local-report.ts";
import { output } from "./output.ts";
import { overlayOf } from "./overlay.ts";
import { paintFor } from "./paint.ts";
import { progress } from "./progress.ts";
import { type ReportsLeft, renderLocalRun } from "./render-local-run.ts";
import { writeIndex } from "./report/write-index.ts";
import { spinner } from "./spinner.ts";
import { synthesized } from "./synth.ts";

interface RunOptions extends LocalOptions {
  readonly events?: string;
  readonly realTime?: true;
  readonly reports?: string;
  readonly json?: true;
  readonly tolerateParked?: true;
}

const incident = (path: string) => fileURLToPath(new URL(`incident/${path}`, import.meta.url));

const manual: Manual = {
  about: [
    "Runs the synthesized template, the real functions and the real state machine on a local AWS of its own; Detective and Security Hub are simulated. Every wait takes no time, unless --real-time is given.",
  ],
  examples: [
    { command: "gumshoe local run", does: "the bundled incident" },
    {
      command: "gumshoe local run --events findings/ --json",
      does: "a folder of events and findings, the report as JSON",
    },
    {
      command: "cat events.ndjson | gumshoe local run --events - --set directGuardDuty=true",
      does: "events from standard input, with another setting",
    },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "findings are parked, or one is unaccounted for" },
  seeAlso: ["gumshoe local serve", "local/SUPPORT.md", "docs/architecture.md"],
};

/** `gumshoe local run`. */
export function localRunCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("run")
    .description("feed events through the whole pipeline and report what became of every finding")
    .option(
      "--events <path>",
      "EventBridge events or bare findings (Security Hub, GuardDuty): a file, a folder, or - for standard input; JSON, an array or NDJSON (default: the bundled incident)",
    )
    .option("--real-time", "let every wait take its time, instead of a virtual clock")
    .option("--reports <dir>", "leave the reports of the investigations there, with an index.html")
    .option("--json", "print the report as one JSON object")
    .option("--tolerate-parked", "exit 0 although findings are parked, as long as none is unaccounted for")
    .action(async (options: RunOptions) => {
      const items = await readItems(options.events);
      let reports: ReportsLeft | undefined;
      const report = await run(options, items, (left) => {
        reports = left;
      });
      const look = {
        paint: paintFor(process.stdout),
        columns: process.stdout.columns ?? 140,
        ...(reports && { reports }),
      };
      output.report(options.json ? JSON.stringify(report) : renderLocalRun(report, items, look));
      done(codeOf(report, options.tolerateParked === true));
    });
  for (const option of localOptions) command.addOption(option);
  return withManual(command, manual);
}

async function readItems(path: string | undefined): Promise<readonly FeedItem[]> {
  const inputs = await readInputs(path ?? incident("findings"), process.stdin);
  const items = inputs.flatMap(({ text }) => feedItems(text));
  if (items.length === 0) output.note(`Nothing to feed: ${inputs.map(({ name }) => name).join(", ")} without events`);
  return items;
}

async function run(
  options: RunOptions,
  items: readonly FeedItem[],
  tellReports: (left: ReportsLeft) => void,
): Promise<LocalRunReport> {
  const { account: accountId, region, reports: folder } = options;
  const overlay = overlayOf(options.set);
  const behaviour = await readBehaviour(options.behaviour ?? (options.events ? undefined : incident("behaviour.json")));
  const assembly = await spinner("Synthesizing the template", (start) => synthesized(overlay, start));
  const watching = progress(items);
  try {
    return await localRun({
      items,
      assembly,
      home: homeOf(items, { ...(accountId && { accountId }), ...(region && { region }) }),
      startAtMs: startOf(items, Date.now()),
      realTime: options.realTime === true,
      ...(behaviour && { behaviour }),
      watch: watching.see,
      ...(folder !== undefined && {
        takeReports: async (reports) =>
          tellReports({ count: reports.length, index: await writeIndex(reports, folder) }),
      }),
    });
  } finally {
    watching.end();
  }
}

function codeOf({ conservation }: LocalRunReport, tolerateParked: boolean): ExitCode {
  const failed = !conservation.holds || (conservation.parked > 0 && !tolerateParked);
  return failed ? exitCode.finishedWithFailures : exitCode.done;
}
