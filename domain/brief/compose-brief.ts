import type { SlimFinding } from "../contract.ts";
import { oncePer } from "../once-per.ts";
import type { InvestigationReport } from "../report/investigation-report.ts";
import { cleanText } from "../text.ts";
import type { Verdict } from "../verdict.ts";
import { bounded } from "./brief-bounds.ts";
import { briefFindingOf, briefSeverityOf } from "./brief-finding.ts";
import { changeSince, hashOf, partsOf, type ToldBrief } from "./brief-hash.ts";
import { briefLinksOf } from "./brief-links.ts";
import { briefPrincipalsOf } from "./brief-principals.ts";
import { findingGroupsOf, relatedFindings } from "./brief-relations.ts";
import { briefStoryOf, nextStepsOf } from "./brief-story.ts";
import { evidenceObservables } from "./evidence-observables.ts";
import type { FindingBrief } from "./finding-brief.ts";
import { caseOf } from "./finding-case.ts";
import { findingObservables } from "./finding-observables.ts";
import { omittedRows, tablesOf } from "./finding-tables.ts";
import { mergedObservables } from "./observable-set.ts";

const observablesMax = 200;

export interface BriefContext {
  readonly executionArn: string;
  /** What was told of the finding before; absent for the first time. */
  readonly previous?: ToldBrief | undefined;
}

/**
 * All that is known of a finding version. The same for the same, in whatever order it is told; at most 56 KiB as JSON, whatever
 * comes in: what is left out is counted.
 * @param raw the finding in its own format, as GetFindings answers it; undefined when Security Hub does not hold it: the brief
 * then tells what its event told
 * @param reports by investigation id; of an investigation without one the facts alone are told
 */
export function composeBrief(
  raw: unknown,
  finding: SlimFinding,
  verdict: Verdict,
  reports: ReadonlyMap<string, InvestigationReport>,
  context: BriefContext,
): FindingBrief {
  const { outcome, coveredUntil } = verdict;
  const read = verdict.investigated.flatMap(({ investigationId }) => reports.get(investigationId) ?? []);
  const principals = briefPrincipalsOf(finding, verdict, reports);
  const own = findingObservables(raw);
  const seen = read.map(observablesOf);
  const observables = [...mergedObservables([own, ...seen], observablesMax)];
  const told = {
    finding: briefFindingOf(raw, finding),
    severity: briefSeverityOf(raw, finding),
    case: caseOf(raw),
    outcome,
    verdict: verdict.severity,
    ...(coveredUntil !== undefined && { coveredUntil }),
    principals,
    excluded: verdict.excluded.map(({ what, reason }) => ({ what: cleanText(what, 200), reason })),
    observables,
    tables: tablesOf(raw),
    relatedFindings: relatedFindings(raw, read),
    findingGroups: findingGroupsOf(read),
  };
  const parts = partsOf({ ...told, observables: own });
  const change = changeSince(context.previous, parts);
  const unlisted =
    new Set([own, ...seen].flat().map(({ type, value }) => `${type} ${value}`)).size - observables.length;
  return bounded({
    schema: 1,
    ...told,
    story: briefStoryOf(finding, verdict, principals, reports),
    nextSteps: nextStepsOf(principals, reports),
    links: briefLinksOf(raw, told, context.executionArn),
    ...(change !== undefined && { change }),
    omitted: counted({ observables: unlisted, tables: omittedRows(raw) }),
    parts,
    hash: hashOf(parts),
  });
}

// All findings of a group share its reports, and a report may hold a thousand calls.
const observablesOf = oncePer(({ investigationId, observed }: InvestigationReport) =>
  evidenceObservables(investigationId, observed),
);

function counted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
