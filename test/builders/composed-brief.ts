import { type BriefContext, composeBrief } from "#domain/brief/compose-brief.ts";
import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import type { PrincipalSettled, SlimFinding } from "#domain/contract.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { reachVerdict } from "#domain/verdict.ts";

export const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:x";

/** The brief of a finding whose principals ended like this; without `raw`, of what its event told alone. */
export function composedBrief(
  finding: SlimFinding,
  settled: readonly PrincipalSettled[],
  over: { readonly raw?: unknown; readonly reports?: readonly InvestigationReport[] } & Partial<BriefContext> = {},
): FindingBrief {
  const { raw, reports = [], ...context } = over;
  const byId = new Map(reports.map((report) => [report.investigationId, report]));
  return composeBrief(raw, finding, reachVerdict(finding, settled), byId, { executionArn, ...context });
}
