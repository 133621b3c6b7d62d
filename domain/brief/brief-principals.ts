import { isConsoleLink } from "../console-link.ts";
import type { PrincipalFailed, PrincipalInvestigated, PrincipalNotInvestigable, SlimFinding } from "../contract.ts";
import { failureCode, failureInWords } from "../failure.ts";
import { parseIamArn } from "../iam-arn.ts";
import { reasonInWords } from "../reason.ts";
import { boundedObserved } from "../report/bounded-observed.ts";
import type { InvestigationReport } from "../report/investigation-report.ts";
import { reportLink } from "../report-link.ts";
import { cleanIdentifier, cleanText } from "../text.ts";
import type { Verdict } from "../verdict.ts";
import type { BriefInvestigation, BriefPrincipal } from "./finding-brief.ts";
import { webLink } from "./web-link.ts";

type Settled = PrincipalInvestigated | PrincipalFailed | PrincipalNotInvestigable;

/** The finding's principals as its verdict has them: investigated ones gravest first, then those that failed, then the unknown. */
export function briefPrincipalsOf(
  finding: SlimFinding,
  { investigated, failed, unknown }: Verdict,
  reports: ReadonlyMap<string, InvestigationReport>,
): BriefPrincipal[] {
  const entriesMax = entriesFor(investigated.length);
  return [
    ...investigated.map(
      (principal): BriefPrincipal => ({
        ...whoIs(principal, finding),
        outcome: "investigated",
        investigation: investigationOf(principal, reports.get(principal.investigationId), entriesMax),
      }),
    ),
    ...failed.map(
      (principal): BriefPrincipal => ({
        ...whoIs(principal, finding),
        outcome: principal.kind,
        reason: cleanText(failureInWords(principal), 240),
        code: failureCode(principal),
      }),
    ),
    ...unknown.map(
      (principal): BriefPrincipal => ({
        ...whoIs(principal, finding),
        outcome: "not-investigable",
        reason: reasonInWords(principal.reason),
        code: principal.reason,
      }),
    ),
  ];
}

// Of some 130 bytes each: 8 KiB for one principal, 32 KiB for all of them together.
function entriesFor(principals: number): number {
  return Math.max(8, Math.min(60, Math.floor(240 / Math.max(1, principals))));
}

function whoIs({ identity, arn, name }: Settled, finding: SlimFinding) {
  const named = finding.principals.find((principal) => principal.identity === identity);
  const entity = parseIamArn(arn);
  const kind = entity?.kind === "user" || entity?.kind === "role" ? entity.kind : undefined;
  return {
    arn: cleanIdentifier(arn, 700),
    type: kind ?? named?.type ?? "role",
    name: cleanIdentifier(name, 128),
    accountId: named?.accountId ?? finding.accountId,
  };
}

function investigationOf(
  principal: PrincipalInvestigated,
  report: InvestigationReport | undefined,
  entriesMax: number,
): BriefInvestigation {
  const { investigationId, how, severity, coveredFrom, coveredUntil, evidence } = principal;
  const detective = reportLink(principal);
  const page = isConsoleLink(report?.links.report) ? webLink(report?.links.report, 2_048) : undefined;
  return {
    id: cleanText(investigationId, 64),
    how,
    ...(severity !== undefined && { severity }),
    ...(coveredFrom !== undefined && { coveredFrom }),
    coveredUntil,
    complete: evidence.complete,
    facts: evidence.facts.slice(0, 25).map((fact) => cleanText(fact, 400)),
    tactics: evidence.tactics.slice(0, 14).map((tactic) => cleanText(tactic, 48)),
    ...(report !== undefined && { observed: boundedObserved(report.observed, entriesMax) }),
    ...(detective !== undefined && { detective }),
    ...(page !== undefined && { report: page }),
  };
}
