import Table from "cli-table3";
import { SeverityLabel } from "#domain/contract.ts";
import { cleanText } from "#domain/text.ts";
import type { Paint } from "../paint.ts";
import type { BackfillReport, Stop } from "./backfill-report.ts";
import type { LeftReason } from "./tally.ts";

const words: Readonly<Record<LeftReason, string>> = {
  "already-covered": "covered already",
  "in-flight": "on their way already",
  "waiting-for-replay": "in the dead-letter queue (gumshoe dlq replay)",
  sample: "samples",
  "region-not-allowed": "of Regions that are not allowed",
  "account-not-allowed": "of accounts that are not allowed",
  "other-region": "of other Regions",
  "first-pass": "told already",
};

/** The report as a person wants to read it. */
export function renderBackfill(report: BackfillReport, paint: Paint): string {
  return [
    sums(report, paint),
    ...left(report.left),
    ...table("queued by severity", bySeverity(report.queuedBySeverity), paint),
    ...table("queued by product", byCount(report.queuedByProduct), paint),
    ...failures(report, paint),
    "",
    ending(report, paint),
  ].join("\n");
}

function sums({ read, queued, failed, left: reasons, dryRun }: BackfillReport, paint: Paint): string {
  const leftOut = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  const told = [
    `read ${number(read)}`,
    `covered or left out ${number(leftOut)}`,
    paint.green(`${dryRun ? "to queue" : "queued"} ${number(queued)}`),
    failed > 0 ? paint.red(`failed ${number(failed)}`) : "failed 0",
  ];
  return told.join(" · ");
}

function left(reasons: BackfillReport["left"]): readonly string[] {
  return byCount(reasons).map(([reason, count]) => `  ${number(count)} ${words[reason as LeftReason] ?? reason}`);
}

function table(title: string, rows: readonly (readonly [string, number])[], paint: Paint): readonly string[] {
  if (rows.length === 0) return [];
  const drawn = new Table({ head: [title, "findings"].map(paint.bold), style: { head: [], border: [] } });
  for (const [name, count] of rows) drawn.push([cleanText(name, 80), { hAlign: "right", content: number(count) }]);
  return ["", drawn.toString()];
}

function failures({ failures: told, failed }: BackfillReport, paint: Paint): readonly string[] {
  if (told.length === 0) return [];
  const lines = told.map(({ id, message }) => `  ${cleanText(id, 120)}: ${cleanText(message, 200)}`);
  const more = failed > told.length ? [`  … ${number(failed - told.length)} more, in this run or an earlier one`] : [];
  return ["", paint.red("Cannot be read, and were not queued:"), ...lines, ...more];
}

const stops: Readonly<Record<Stop, string>> = {
  limit: "The limit of this run is reached",
  interrupted: "Interrupted",
  trouble: "Stopped by trouble",
  survey: "The first pages were read",
};

function ending(report: BackfillReport, paint: Paint): string {
  const { dryRun, done, stopped, trouble, position, queued, since, until } = report;
  if (done) {
    const range = `everything updated from ${since} to ${until} was read`;
    return dryRun
      ? `Nothing was queued: ${range}`
      : `Done: ${range}. gumshoe status tells what becomes of ${number(queued)}`;
  }
  const because = trouble === undefined ? "" : `: ${paint.red(trouble)}`;
  return `${stops[stopped ?? "trouble"]} at ${position}${because}\nThe same command goes on from there`;
}

function bySeverity(counts: BackfillReport["queuedBySeverity"]): readonly (readonly [string, number])[] {
  return SeverityLabel.options.toReversed().flatMap((label) => {
    const count = counts[label];
    return count === undefined ? [] : [[label, count] as const];
  });
}

function byCount(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts).sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1));
}

function number(count: number): string {
  return count.toLocaleString("en");
}
