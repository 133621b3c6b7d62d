import type { PrincipalRunning } from "../contract.ts";
import { inertJson } from "../inert-json.ts";
import { formatInstant, type Instant, parseInstant } from "../instant.ts";
import type { Indicator, Investigation } from "../investigation.ts";
import { reportLink } from "../report-link.ts";
import { boundedObserved } from "./bounded-observed.ts";
import type { InvestigationReport } from "./investigation-report.ts";
import { observe } from "./observe.ts";
import type { Observed } from "./observed.ts";
import { storyOf } from "./story-of.ts";

/** What a function may read and send in one piece without a second thought; a report of every day has a tenth of it. */
export const reportBytesMax = 256 * 1_024;

const entriesMax = 1_000;

/** What a report is made of. */
export interface ReportInput {
  readonly principal: PrincipalRunning;
  readonly investigation: Investigation;
  readonly indicators: readonly Indicator[];
  /** False when not every page of indicators could be read. */
  readonly complete: boolean;
  /** When the look was that found it over. */
  readonly now: Instant;
  /** Where the pages are kept. */
  readonly pages?: { readonly report?: string | undefined; readonly markdown?: string | undefined } | undefined;
  /** It was asked for by itself: what `principal` says of first and last activity is the scope. */
  readonly withoutFinding?: boolean | undefined;
}

/**
 * The report of one investigation: at most 256 KiB as the JSON of its page, its weakest evidence left out first. Its story is told from all of the
 * evidence.
 */
export function composeReport(input: ReportInput): InvestigationReport {
  const observed = observe(input.indicators);
  const whole = reportOf(input, observed);
  for (let entries = entriesMax; ; entries = Math.floor(entries / 2)) {
    const report = { ...whole, observed: boundedObserved(observed, entries) };
    if (entries === 0 || Buffer.byteLength(inertJson(report), "utf8") <= reportBytesMax) return report;
  }
}

function reportOf(input: ReportInput, observed: Observed): InvestigationReport {
  const { principal, investigation, complete, now, pages, withoutFinding } = input;
  const { identity, partition, accountId, type, name, arn } = principal;
  const { region, graphArn, investigationId, firstActivityAt, lastActivityAt } = principal;
  const { severity, createdAt, scope } = investigation;
  const graphAgeDays = daysBetween(parseInstant(principal.graphSince), createdAt);
  const detective = reportLink({ arn, region, investigationId });
  const [scopeStartAt, scopeEndAt] = [formatInstant(scope.startAt), formatInstant(scope.endAt)];
  return {
    schema: 1,
    ...{ investigationId, graphArn, region },
    principal: { identity, partition, accountId, type, name, arn },
    ...(severity && { severity }),
    createdAt: formatInstant(createdAt),
    readAt: formatInstant(now),
    ...{ scopeStartAt, scopeEndAt, complete, observed },
    story: storyOf({
      ...{ principal, region, observed, severity, complete, graphAgeDays, withoutFinding },
      ...{ firstActivityAt, lastActivityAt, scopeStartAt, scopeEndAt },
    }),
    links: {
      ...(detective && { detective }),
      ...(pages?.report && { report: pages.report }),
      ...(pages?.markdown && { markdown: pages.markdown }),
    },
  };
}

/** How long the behavior graph had gathered data when it was asked. */
function daysBetween(since: Instant | undefined, until: Instant): number | undefined {
  return since === undefined ? undefined : (until - since) / (24 * 3_600_000);
}
