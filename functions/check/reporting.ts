import { parseArn } from "#domain/arn.ts";
import { objectLink } from "#domain/console-link.ts";
import type { Log, Reports } from "#domain/ports.ts";
import { composeReport, type ReportInput } from "#domain/report/compose-report.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { type ReportFile, reportKey } from "#domain/report/report-key.ts";

export interface ReportingPorts {
  /** None: no reports are wanted. */
  readonly reports: Reports | undefined;
  readonly log: Log;
}

/** Writes the report of an investigation. @returns whether it is there */
export type KeepReport = (input: Omit<ReportInput, "pages">) => Promise<boolean>;

/**
 * Keeps the reports of the investigations that one round finds over. Whoever reads the evidence writes them, also when the
 * investigation is shared: the same report twice does no harm, and in a flood of findings costs 5 cents a million, while a look to
 * see whether it is there would be one more thing to fail. What cannot be written holds nothing up: after a first failure the round
 * tries no other.
 */
export function reportKeeping({ reports, log }: ReportingPorts, executionArn: string | undefined): KeepReport {
  let trouble: string | undefined;
  return async (input) => {
    if (reports === undefined) return false;
    const { arn: principalArn, investigationId, region } = input.principal;
    try {
      if (trouble === undefined) {
        const link = (file: ReportFile) =>
          linkTo(reports.bucket, reportKey(region, investigationId, file), executionArn);
        const pages = { report: link("report.html"), markdown: link("report.md") };
        const report = composeReport({ ...input, pages });
        await reports.save(report, { html: reportHtml(report), markdown: reportMarkdown(report) });
        return true;
      }
    } catch (error) {
      trouble = error instanceof Error ? error.name : "unknown";
    }
    const about = { principalArn, investigationId, ...(executionArn !== undefined && { executionArn }) };
    const line = { outcome: "not-reported", ...(trouble !== undefined && { reason: trouble }), ...about };
    log.warn("Cannot keep the report of the investigation, its evidence goes on without", line);
    return false;
  };
}

/** The object in the console of the stack's Region, which is the execution's. */
function linkTo(bucket: string, key: string, executionArn: string | undefined): string | undefined {
  const execution = executionArn === undefined ? undefined : parseArn(executionArn);
  return execution && objectLink(execution.partition, execution.region, bucket, key);
}
