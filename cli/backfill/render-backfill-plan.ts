import { SeverityLabel } from "#domain/contract.ts";
import { severitiesFrom } from "#domain/existing-finding.ts";
import type { BackfillReport } from "./backfill-report.ts";
import type { Checkpoint } from "./checkpoint.ts";

export interface BackfillPlan {
  readonly from: Checkpoint;
  readonly resumed: boolean;
  /** What the first pages say; no call of Security Hub counts findings, so no plan can say how many there are. */
  readonly survey: BackfillReport;
  readonly ratePerSecond: number;
  /** Undefined: no limit. */
  readonly limit: number | undefined;
  readonly checkpointPath: string;
}

/** What a backfill is about to do, as far as it can be known. */
export function renderBackfillPlan(plan: BackfillPlan): string {
  const { from, resumed, survey, ratePerSecond, limit, checkpointPath } = plan;
  const { severity, product, account, regionMatch, stack, region } = from.selection;
  const filters = [
    severitiesFrom(severity, SeverityLabel.options).join(" or "),
    "naming an IAM principal, or an attack sequence",
    "ACTIVE, NEW or NOTIFIED",
    ...(product === undefined ? [] : [`of ${product}`]),
    ...(account === undefined ? [] : [`in account ${account}`]),
    ...(regionMatch === undefined ? [] : [`in Regions like /${regionMatch}/`]),
  ];
  return [
    `Backfill of "${stack}" in ${region}: findings updated from ${from.since} to ${from.until}`,
    `  ${filters.join("; ")}`,
    ...(resumed ? [`  goes on from ${checkpointPath}: at ${from.position}, ${countsOf(from)}`] : []),
    `  ${firstPages(plan)}`,
    ...(survey.done ? [] : ["  there is more: how much, Security Hub does not tell before it is read"]),
    `  queued at ${ratePerSecond} a second: ${minutesFor(1_000, ratePerSecond)} for 1,000 findings` +
      (limit === undefined ? "" : `; ${limit.toLocaleString("en")} at most`),
    "  read in turn with the pipeline: together 2.8 calls of GetFindings a second, the account has 3",
    `  every finding that is not covered costs a part of a Detective investigation; the checkpoint is ${checkpointPath}`,
  ].join("\n");
}

function firstPages({ survey, from }: BackfillPlan): string {
  const [read, queued] = [survey.read - from.tally.read, survey.queued - from.tally.queued];
  const severities = Object.entries(survey.queuedBySeverity)
    .map(([label, count]) => [label, count - (from.tally.queuedBySeverity[label] ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${count} ${label}`);
  const told = severities.length > 0 ? ` (${severities.join(", ")})` : "";
  return `${survey.done ? "in all" : "the first pages"}: ${read} findings, ${queued} to queue${told}`;
}

function countsOf({ tally }: Checkpoint): string {
  return `read ${tally.read.toLocaleString("en")}, queued ${tally.queued.toLocaleString("en")} so far`;
}

function minutesFor(findings: number, perSecond: number): string {
  const seconds = findings / perSecond;
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
