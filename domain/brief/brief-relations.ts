import type { InvestigationReport } from "../report/investigation-report.ts";
import { untold } from "../report/observed.ts";
import { cleanText } from "../text.ts";
import type { FindingBrief } from "./finding-brief.ts";
import { relatedFindingsOf } from "./related-findings.ts";

type Related = FindingBrief["relatedFindings"];

const relatedMax = 50;
const groupsMax = 20;

/** The findings that the finding names, then those that its investigations came across; each id once. */
export function relatedFindings(raw: unknown, reports: readonly InvestigationReport[]): Related {
  const seen = reports.flatMap(({ observed }) =>
    observed.relatedFindings.flatMap(({ arn, type }) =>
      arn === undefined ? [] : [{ id: arn, ...(type && { type }) }],
    ),
  );
  const byId = new Map<string, Related[number]>();
  for (const related of [...relatedFindingsOf(raw), ...seen]) {
    if (!byId.has(related.id)) byId.set(related.id, related);
  }
  return [...byId.values()].slice(0, relatedMax);
}

/** Detective's groups of findings that the finding's principals are part of. */
export function findingGroupsOf(reports: readonly InvestigationReport[]): string[] {
  const groups = reports.flatMap(({ observed }) => observed.findingGroups).map((id) => cleanText(id, 200));
  return [...new Set(groups)].filter((id) => id !== "" && id !== untold).slice(0, groupsMax);
}
